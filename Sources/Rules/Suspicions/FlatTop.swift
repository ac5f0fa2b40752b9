import Facilities

/// Whether the values of a day stop at one highest value, again and again, while they go up and down below it: so do values
/// that are cut off, by an output that ends there or by somebody.
struct FlatTop: Codable, Hashable, Sendable {
    /// A day, as it came out.
    struct Outcome: Hashable, Sendable {
        var begin: Timestamp
        /// The highest value.
        var top: Double
        /// Minutes whose highest value was that.
        var minutesAtTop: Int
        /// Other minutes, and by how much they differed from the one before, in per cent of the top.
        var others: Int
        var change: Double
    }

    private var begin: Timestamp?
    private var day: Day?
    private var top: Double?
    private var minutesAtTop = 0
    private var others = 0
    /// The sum of how far each of the others was from the one before.
    private var moved = 0.0
    private var last: Double?

    /// Values that differ by less than this share of the top are one.
    private static let share = 0.002

    init() {}

    /// Takes a minute's highest value in; gives the day before when this minute begins another.
    mutating func add(_ value: Double, at time: Timestamp, on day: Day) -> Outcome? {
        let outcome = self.day.map { $0 < day } ?? false ? ended : nil
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
