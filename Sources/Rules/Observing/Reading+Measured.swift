import Facilities

extension Reading {
    /// Returns the value that a rule which accepts readings of this worth may judge by; nil if there is none.
    func measured(_ worth: Worth) -> Measured? {
        guard let value else { return nil }
        switch worth {
        case .numbers: return Measured(value, judgedBound)
        case .limits: return isForLimits ? Measured(value, judgedBound) : nil
        }
    }

    private var isForLimits: Bool {
        switch quality {
        case .good: true
        // Time passed evenly while it was measured, and the time itself is corrected once it is known.
        case .uncertain(.clockUntrusted): true
        // An instrument at the end of its range stands still there, and may have jumped to it.
        case .uncertain(.outOfRange), .uncertain(.stuck), .uncertain(.rateOfChange): bound != .exact
        case .uncertain, .bad: false
        }
    }

    /// The bound for rules: zero is a measurement, and not the end of a range, for a quantity that is often absent.
    private var judgedBound: Bound {
        guard bound == .atMost, value == 0, quality == .good, quantity.restsAtZero else { return bound }
        return .exact
    }
}

extension Quantity {
    /// Whether a sound instrument shows zero in ordinary operation: no smoke, a clean outlet, a fan that stands.
    fileprivate var restsAtZero: Bool {
        switch self {
        case .fume, .fumeIn, .nmhc, .particulate, .smoke, .vocIn, .vocOut, .airFlow, .windSpeed, .rainfall,
            .engineSpeed, .engineHours, .fanCurrent, .purifierCurrent, .productionCurrent, .current, .power, .energy,
            .fanState, .purifierState, .productionState, .sprayState, .stovesOn:
            true
        default: false
        }
    }
}
