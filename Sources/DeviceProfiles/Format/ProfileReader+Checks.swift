import Facilities
import StrictYAML

extension ProfileReader {
    func check(_ format: RegisterFormat, at place: RegisterPlace, _ value: YAMLValue?) {
        if format.count > limits.most(in: place.register.table) {
            value?.error(
                Text(
                    zh: "\(format.kind.rawValue) 占 \(format.count) 个寄存器，而 maxRegisters 为 \(limits.maxRegisters)",
                    en: "\(format.kind.rawValue) takes \(format.count) registers, but maxRegisters is "
                        + "\(limits.maxRegisters)"))
        }
        if Int(place.register.address) + format.count > 0x10000 {
            value?.error(
                Text(
                    zh: "\(format.kind.rawValue) 占 \(format.count) 个寄存器，超出了最后一个 65535",
                    en: "\(format.kind.rawValue) takes \(format.count) registers, which goes beyond the last one, 65535"
                ))
        }
        if place.register.table.isBits != (format.kind == .bool) {
            value?.error(
                place.register.table.isBits
                    ? Text(
                        zh: "\(place.register.table.rawValue) 是单个位：请写 type: bool",
                        en: "\(place.register.table.rawValue) registers are single bits: type: bool")
                    : Text(
                        zh: "bool 用于 coil 和 discrete；寄存器中的一位请写 type: bit，如 holding 3.5",
                        en: "bool is for coil and discrete; one bit of a register is type: bit, as in holding 3.5"))
        }
    }

    /// Reports a range that no answer can be in: it is a mistake in the range or in the scale.
    func check(_ range: ClosedRange<Double>, _ scaling: Scaling, _ format: RegisterFormat, _ value: YAMLValue?) {
        guard let possible = scaling.values(of: format), !possible.overlaps(range) else { return }
        let (low, high) = (possible.lowerBound.plainText, possible.upperBound.plainText)
        value?.error(
            Text(
                zh: "不可能的范围：\(format.kind.rawValue) 换算后为 \(low) 到 \(high)",
                en: "impossible range: \(format.kind.rawValue) so scaled gives \(low) to \(high)"))
    }

    /// Reports a point whose registers cannot be read in one request.
    func check(_ point: Point, _ value: YAMLValue?) {
        guard let value, !point.companions.fields.isEmpty else { return }
        if let other = point.fields.first(where: { $0.register.table != point.register.table }) {
            return value.error(
                Text(
                    zh: "\(point.name) 还要 \(other.register)，它在另一张表里：一个请求读不了两张表。不变的数可写成带寄存器的参数",
                    en: "\(point.name) needs \(other.register) too, which is in another table: one request cannot read "
                        + "both. A figure that stays as it is can be a parameter with its register"))
        }
        let limit = limits.most(in: point.register.table)
        if point.count > limit {
            return value.error(
                Text(
                    zh: "\(point.name) 从第一个到最后一个要 \(point.count) 个寄存器，而一个请求只读 \(limit) 个。"
                        + "不变的数可写成带寄存器的参数",
                    en:
                        "\(point.name) needs \(point.count) registers from its first to its last, and one request reads "
                        + "\(limit). A figure that stays as it is can be a parameter with its register"))
        }
        if limits.alone {
            value.error(
                Text(
                    zh: "limits 里有 alone: true，\(point.name) 不能和别的寄存器一起读",
                    en: "limits has alone: true, so that \(point.name) cannot be read together with other registers"))
        }
    }

    /// Reports points whose registers have a hole between them, if the device does not answer requests across registers
    /// that it lacks.
    func checkHoles(in points: [Point], _ map: YAMLValue?) {
        guard !limits.holes else { return }
        for point in points {
            let lacking = point.addresses.first { address in
                !points.contains { $0.uses(point.register.table, address) }
            }
            guard let lacking else { continue }
            let register = RegisterAddress(point.register.table, UInt16(lacking))
            map?.error(
                Text(
                    zh: "limits 里有 holes: false，而读 \(point.name) 要经过不属于任何测点的 \(register)",
                    en: "limits has holes: false, and \(point.name) would be read across \(register), which belongs to "
                        + "no point"))
        }
    }
}
