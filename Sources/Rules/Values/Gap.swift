import Facilities

/// How long values may fail to come before what counts their time stops counting, and before it starts over.
struct Gap: Comparable, Hashable, Sendable {
    /// Up to this long counting continues, and the time counts: one lost answer ends nothing.
    var counted: Duration
    /// After this long nothing of what was before counts any more. Between the two, only the gap's time does not count.
    var forgotten: Duration

    static func < (left: Gap, right: Gap) -> Bool { left.counted < right.counted }

    /// - Parameter period: how often the values are read.
    init(period: Duration = .seconds(1)) {
        counted = max(period.tripled, .minutes(1))
        forgotten = max(period.tripled + period.tripled, .minutes(30))
    }
}

extension Duration {
    /// How long a running time may go unseen and still be counted: nobody knows what was in a longer gap.
    static func ofRunning(period: Duration) -> Duration { max(.minutes(10), period.tripled) }

    /// Three of it. Multiplying goes by way of a generic, and this is asked for at every reading.
    var tripled: Duration { self + self + self }
}
