import Facilities

/// Whether the values of a day keep stopping at one highest value, while they vary below it: such values are cut off,
/// by an output that ends there or by a person.
struct FlatTop: Codable, Hashable, Sendable {
    /// The result of a day.
    struct Outcome: Hashable, Sendable {
        var begin: Timestamp
        /// The highest value.
        var top: Double
        /// The minutes whose highest value was the top.
        var minutesAtTop: Int
        /// The number of other minutes.
        var others: Int
        /// The mean change of these minutes from the one before, in per cent of the top.
        var change: Double
    }

    private var begin: Timestamp?
    private var day: Day?
    private var top: Double?
    private var minutesAtTop = 0
    private var others = 0
    /// The sum of these changes.
    private var moved = 0.0
    private var last: Double?

    /// The share of the top within which two values count as one.
    private static let share = 0.002

    init() {}

    /// Takes in the highest value of a minute. Returns the day before when this minute begins another.
    mutating func add(_ value: Double, at time: Timestamp, on day: Day) -> Outcome? {
        var outcome: Outcome?
        if let before = self.day, before < day { outcome = ended }
        if self.day != day {
            self = FlatTop()
            (self.day, begin) = (day, time)
        }
        take(value)
        return outcome
    }

    private var ended: Outcome? {
        guard let begin, let top, top > 0, others > 0 else { return nil }
        return Outcome(
            begin: begin, top: top, minutesAtTop: minutesAtTop, others: others,
            change: moved / Double(others) / top * 100)
    }

    private mutating func take(_ value: Double) {
        defer { last = value }
        guard let highest = top else {
            (top, minutesAtTop) = (value, 1)
            return
        }
        let band = abs(highest) * Self.share
        if value > highest + band {
            others += minutesAtTop
            moved += value - highest
            (top, minutesAtTop) = (value, 1)
        } else if value >= highest - band {
            minutesAtTop += 1
            top = max(highest, value)
        } else {
            others += 1
            moved += abs(value - (last ?? value))
        }
    }
}
