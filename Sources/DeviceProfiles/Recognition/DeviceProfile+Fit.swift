import Facilities

extension DeviceProfile {
    /// How well the profile explains what a device gave.
    func fit(_ seen: SeenRegisters) -> ProfileFit {
        var fit = ProfileFit(profile: id, mark: mark(seen))
        switch fit.mark {
        case .matches: fit.weight = 20
        case .differs: fit.weight = -20
        case .none: break
        }
        for point in points {
            let evidence = evidence(of: point, seen)
            switch evidence {
            case .plausible: fit.plausible += 1
            case .doubtful: fit.doubtful += 1
            case .refused: fit.refused += 1
            case .silent: fit.silent += 1
            }
            fit.weight += evidence.weight
        }
        return fit
    }

    private func mark(_ seen: SeenRegisters) -> ProfileFit.Mark {
        guard let identify else { return .none }
        let first = Int(identify.register.address)
        guard let window = seen.window(first..<first + identify.count, of: identify.register.table) else {
            return .differs
        }
        return window.words.isEmpty ? .none : identify.matches(Array(window.words)) ? .matches : .differs
    }

    private enum Evidence {
        case plausible(Double)
        case doubtful, refused, silent

        /// Of many points that a map would have and the device refuses or cannot mean, each speaks against it. A point that
        /// is 0 counts a little against it: of two maps that explain the same, the smaller one is likelier.
        var weight: Double {
            switch self {
            case .plausible(let weight): weight
            case .doubtful: -4
            case .refused: -5
            case .silent: -0.1
            }
        }
    }

    private func evidence(of point: Point, _ seen: SeenRegisters) -> Evidence {
        guard let window = seen.window(point.addresses, of: point.register.table) else { return .refused }
        guard !window.words.isEmpty else { return .silent }
        let code = window.code(point.field)
        if point.notAvailable.contains(code, point.format) { return .plausible(2) }
        let reading = point.reading(window)
        guard let value = reading.value, reading.quality == .good else { return .doubtful }
        if code == .bits(0) { return .silent }
        return point.isUsual(value) ? .plausible(point.information(value)) : .doubtful
    }
}

extension Point {
    /// By how much a plausible value is less likely in registers of another meaning, as a power of two: few of all
    /// patterns of a float are a number that anything is measured in, and few of a word's are within a narrow range.
    fileprivate func information(_ value: Double) -> Double {
        switch scaling {
        case .states(let table): return table.ranges.isEmpty ? min(4, share(Double(table.codes.count))) : 1
        case .linear, .milliamps: break
        }
        switch format.kind {
        case .bool, .bit: return 0
        case .float32, .float64: return 4
        case .string: return 4
        case .bcd: return 2
        default: break
        }
        let step = scaling.step * factor.magnitude
        guard let range = range ?? usual, step > 0, companions == .none else { return narrow(value, step) }
        return max(narrow(value, step), min(4, share((range.upperBound - range.lowerBound) / step)))
    }

    /// Of 32 bits and more, most patterns are numbers that nothing is measured in.
    private func narrow(_ value: Double, _ step: Double) -> Double {
        guard format.width >= 24, step > 0 else { return 0.5 }
        return min(4, max(0, (Double(format.width) - 2 - logarithm(max(1, value.magnitude / step))) / 4))
    }

    /// How few of all patterns are so many, as a power of two.
    private func share(_ patterns: Double) -> Double { max(0, Double(format.width) - logarithm(max(1, patterns))) }

    /// Whether such a value is ever measured in its unit. It is no range of the instrument: only a scan goes by it.
    fileprivate func isUsual(_ value: Double) -> Bool {
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

extension Scaling {
    /// What one more in the registers is worth.
    fileprivate var step: Double {
        switch self {
        case .linear(let linear), .milliamps(let linear, _): linear.step.magnitude
        case .states: 1
        }
    }
}

/// The logarithm to the base 2, near enough to weigh by: exact for powers of two, and straight between them.
private func logarithm(_ number: Double) -> Double { Double(number.exponent) + number.significand - 1 }
