import Facilities
import StrictYAML

extension ProfileReader {
    func check(_ format: RegisterFormat, at place: RegisterPlace, _ value: YAMLValue?) {
        if format.count > limits.most(in: place.register.table) {
            value?.error(
                "\(format.kind.rawValue) takes \(format.count) registers, but maxRegisters is \(limits.maxRegisters)")
        }
        if Int(place.register.address) + format.count > 0x10000 {
            value?.error(
                "\(format.kind.rawValue) takes \(format.count) registers, which goes beyond the last one, 65535")
        }
        if place.register.table.isBits != (format.kind == .bool) {
            value?.error(
                place.register.table.isBits
                    ? "\(place.register.table.rawValue) registers are single bits: type: bool"
                    : "bool is for coil and discrete; one bit of a register is type: bit, as in holding 3.5"
            )
        }
    }

    /// A range that no answer can lie in is a slip of the pen, in it or in the scale.
    func check(_ range: ClosedRange<Double>, _ scaling: Scaling, _ format: RegisterFormat, _ value: YAMLValue?) {
        guard let possible = scaling.values(of: format), !possible.overlaps(range) else { return }
        value?.error(
            "impossible range: \(format.kind.rawValue) so scaled gives \(possible.lowerBound.plainText) to "
                + possible.upperBound.plainText)
    }
}
