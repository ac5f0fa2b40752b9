import Facilities

/// A value that a rule may judge by, and whether it is exact or the end of the instrument's range.
struct Measured: Codable, Hashable, Sendable {
    var value: Double
    var bound: Bound

    init(_ value: Double, _ bound: Bound = .exact) {
        self.value = value
        self.bound = bound
    }

    /// Whether it is past a limit; nil where it cannot show that. A bound can only show that a limit is passed. A bound
    /// at the limit shows it too, since the instrument could not go further.
    ///
    /// - Parameter band: The distance within the limit at which an exact value is no longer past it.
    func isPast(_ limit: Double, _ side: LimitSide, band: Double = 0) -> Bool? {
        switch (bound, side) {
        case (.exact, .above): value > limit - band
        case (.exact, .below): value < limit + band
        case (.atLeast, .above): value >= limit ? true : nil
        case (.atMost, .below): value <= limit ? true : nil
        case (.atLeast, .below), (.atMost, .above): nil
        }
    }

    /// Returns the value where it can show that a limit is passed on a side; nil for a bound in the other direction.
    func counting(for side: LimitSide) -> Measured? { bound.counts(for: side) ? self : nil }

    /// The value where it is exact; nil for the end of a range.
    var exact: Measured? { bound == .exact ? self : nil }

    /// The value where it is above zero; nil otherwise.
    var positive: Measured? { value > 0 ? self : nil }
}
