import Facilities

/// Whether the minutes of a channel move as no instrument's do. What is measured goes up and down: of white noise two
/// steps of three turn round, of a random walk every second. A curve that was drawn hardly ever turns, and a constant that was
/// given some jitter stays within next to nothing.
struct TooSmooth: Codable, Hashable, Sendable {
    /// A stretch of minutes, as it came out.
    struct Stretch: Hashable, Sendable {
        var begin: Timestamp
        /// Steps between minutes that were not the same.
        var moves: Int
        /// Steps that went the other way than the one before.
        var turns: Int
        /// The highest less the lowest, in per cent of the mean.
        var spread: Double

        /// The turns in per cent of the steps.
        var turning: Double { moves == 0 ? 0 : Double(turns) / Double(moves) * 100 }
    }

    private var begin: Timestamp?
    private var last: Double?
    private var at: Timestamp?
    private var isRising: Bool?
    private var minutes = 0
    private var moves = 0
    private var turns = 0
    private var sum = 0.0
    private var lowest: Double?
    private var highest: Double?

    /// A longer pause does not belong to the curve.
    private static let pause = Duration.minutes(15)

    init() {}

    /// Takes a minute's mean in; gives a stretch of so many minutes when it is complete.
    mutating func add(_ value: Double, at time: Timestamp, minutes length: Int) -> Stretch? {
        if let last, let at, time - at <= Self.pause {
            step(from: last, to: value)
        } else {
            isRising = nil
        }
        (last, at, begin) = (value, time, begin ?? time)
        (minutes, sum) = (minutes + 1, sum + value)
        let (low, high) = (min(lowest ?? value, value), max(highest ?? value, value))
        (lowest, highest) = (low, high)
        guard minutes >= length else { return nil }
        defer { self = TooSmooth() }
        let mean = sum / Double(minutes)
        let spread = mean > 0 ? (high - low) / mean * 100 : .infinity
        return Stretch(begin: begin ?? time, moves: moves, turns: turns, spread: spread)
    }

    private mutating func step(from last: Double, to value: Double) {
        guard value != last else { return }
        moves += 1
        if let isRising, isRising != (value > last) { turns += 1 }
        isRising = value > last
    }
}
