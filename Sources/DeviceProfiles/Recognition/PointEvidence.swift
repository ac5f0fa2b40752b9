import Facilities

/// The evidence of the registers of one point for or against its profile.
enum PointEvidence {
    /// The registers hold a valid value of the profile. The number is the information in it, in powers of two: how much
    /// fewer valid patterns there are than possible ones.
    case plausible(Double)
    /// The registers hold a value that is not valid in the profile.
    case doubtful
    /// The device refused to have the registers read.
    case refused
    /// The registers are 0, which any register may be.
    case nothing
    case notAsked

    /// The weight of the evidence. Each of many points that the device refuses, or whose value is not valid, is
    /// evidence against the profile. A point that is 0 is weak evidence against it: of two maps that explain the same,
    /// the smaller one is likelier.
    var weight: Double {
        switch self {
        case .plausible(let information): information
        case .doubtful: -4
        case .refused: -5
        case .nothing: -0.1
        case .notAsked: 0
        }
    }
}

extension Point {
    func evidence(in seen: SeenRegisters) -> PointEvidence {
        guard let window = seen.window(addresses, of: register.table) else { return .refused }
        guard !window.words.isEmpty else { return .notAsked }
        let code = window.code(field)
        if notAvailable.contains(code, format) { return .plausible(2) }
        let reading = reading(window)
        guard let value = reading.value, reading.quality == .good else { return .doubtful }
        if code == .bits(0) { return .nothing }
        return isUsual(value) ? .plausible(information(value)) : .doubtful
    }

    /// Returns how much less likely such a value is in registers of another meaning, in powers of two. Small numbers
    /// are common in registers of any meaning, and each power of two is as common as the next: a word below 4096 has
    /// hardly any information, while one of three codes has much.
    private func information(_ value: Double) -> Double {
        companions.scales.reduce(ownInformation(value)) { $0 + $1.information }
    }

    private func ownInformation(_ value: Double) -> Double {
        if case .states(let table) = scaling {
            return table.ranges.isEmpty ? format.information(Double(table.codes.count)) : 0.5
        }
        let step = scaling.step * factor.magnitude
        switch format.kind {
        case .bool, .bit: return 0
        case .float32, .float64, .string: return 4
        case .bcd: return 2
        default: break
        }
        guard step > 0, companions == .none else { return 0 }
        let ofRange = (range ?? usual).map {
            format.information(max($0.lowerBound.magnitude, $0.upperBound.magnitude) / step)
        }
        // In 32 bits and more, most patterns are numbers that do not occur in measurements.
        let ofSize =
            format.width < 24 ? 0 : 2 * (1 - (max(1, value.magnitude / step).powerOfTwo + 2) / Double(format.width))
        return max(ofRange ?? 0, ofSize)
    }

    /// Returns whether such a value is plausible in its unit. This is not the range of the instrument, and only a scan
    /// uses it.
    private func isUsual(_ value: Double) -> Bool {
        guard isMeasured else { return true }
        let magnitude = value.magnitude
        if format.kind == .float32 || format.kind == .float64, magnitude < 1e-9 || magnitude > 1e9 { return false }
        return usual?.contains(value) ?? true
    }

    private var usual: ClosedRange<Double>? { Self.usual[unit.symbol] }

    private static let usual: [String: ClosedRange<Double>] = [
        "°C": -90...1400, "%": -150...400, "Hz": -600...600, "V": -2000...50_000, "dB": 0...150,
        "rpm": -40_000...40_000,
        "°": -360...360, "m/s": -100...100, "hPa": 0...2000, "lx": 0...200_000, "ppm": 0...1_000_000,
        "µg/m3": 0...20_000,
        "A": -10_000...10_000, "mm/h": 0...2000, "W/m2": -100...2000,
    ]
}

extension ScaleRegister {
    /// The evidence of a scale: how much less likely it is in a register of another meaning, in powers of two.
    fileprivate var information: Double {
        switch meaning {
        case .table(let table): table.ranges.isEmpty ? field.format.information(Double(table.codes.count)) : 0.5
        case .power:
            field.format.information(range.map { $0.upperBound - $0.lowerBound } ?? Double(Self.powers.upperBound))
        }
    }
}

extension RegisterFormat {
    /// Returns how small the share of the numbers from 0 to `numbers` is among the usual contents of registers, as a
    /// power of two up to 4.
    fileprivate func information(_ numbers: Double) -> Double {
        let all = Double(kind.isSigned ? width - 1 : width)
        return min(4, max(0, -(min(all, max(1, (numbers + 1).powerOfTwo)) / all).powerOfTwo))
    }
}

extension Scaling {
    /// The change of the value for one step of the number in the registers.
    fileprivate var step: Double {
        switch self {
        case .linear(let linear), .milliamps(let linear, _): linear.step.magnitude
        case .states: 1
        }
    }
}
