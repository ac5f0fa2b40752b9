import Facilities

/// The time without values after which a count pauses, and the time after which it starts over.
struct Gap: Comparable, Hashable, Sendable {
    /// The gap up to which counting continues and its time counts: one lost answer ends nothing.
    var counted: Duration
    /// The gap after which counting starts over. A gap between the two is skipped, and counting continues after it.
    var forgotten: Duration

    static func < (left: Gap, right: Gap) -> Bool { left.counted < right.counted }

    /// Creates the gap for a period.
    ///
    /// - Parameter period: The time between two readings of the values.
    init(period: Duration = .seconds(1)) {
        counted = max(period.tripled, .minutes(1))
        forgotten = max(period.tripled + period.tripled, .minutes(30))
    }
}

extension Duration {
    /// Returns the longest gap in which a running time is still counted: nobody knows what happened in a longer one.
    static func ofRunning(period: Duration) -> Duration { max(.minutes(10), period.tripled) }

    /// Three times the duration. Multiplication is generic, and this is needed at every reading.
    var tripled: Duration { self + self + self }
}
