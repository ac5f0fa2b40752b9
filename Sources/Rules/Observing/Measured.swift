import Facilities

/// A value that a rule may judge by, and whether it is the one measured or the end of the instrument's range.
struct Measured: Codable, Hashable, Sendable {
    var value: Double
    var bound: Bound

    init(_ value: Double, _ bound: Bound = .exact) {
        self.value = value
        self.bound = bound
    }

    /// Whether it is past a limit; nil where it cannot show that. A bound can only show that a limit is passed, and one
    /// that lies at the limit shows it: the instrument could not go further.
    ///
    /// - Parameter band: how far back within the limit an exact value must be before it is not past it any more.
    func isPast(_ limit: Double, _ side: Threshold.Side, band: Double = 0) -> Bool? {
        switch (bound, side) {
        case (.exact, .above): value > limit - band
        case (.exact, .below): value < limit + band
        case (.atLeast, .above): value >= limit ? true : nil
        case (.atMost, .below): value <= limit ? true : nil
        case (.atLeast, .below), (.atMost, .above): nil
        }
    }
}

/// Which readings a rule takes.
enum Worth: Sendable {
    /// Every reading with a number, whatever is known against it: for dangers, and for whether something runs.
    case numbers
    /// Good readings, those at the end of the instrument's range, and those of a time that nobody vouches for: for limits and
    /// means.
    case limits
}

extension Reading {
    /// What a rule that takes readings of this worth may judge by; nil if nothing.
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

    /// Zero is a measurement of what is often not there at all, and no end of a range.
    private var judgedBound: Bound {
        bound == .atMost && value == 0 && quality == .good && quantity.restsAtZero ? .exact : bound
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
