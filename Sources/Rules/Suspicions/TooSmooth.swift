import Facilities

/// Whether the minutes of a channel move as no instrument's do. Measured values vary: in white noise two of three steps
/// change direction, in a random walk every second one. A drawn curve hardly ever does, and a constant with some jitter
/// has next to no spread.
struct TooSmooth: Codable, Hashable, Sendable {
    /// The result of a number of minutes.
    struct Stretch: Hashable, Sendable {
        var begin: Timestamp
        /// The steps between minutes with different values.
        var moves: Int
        /// The steps that changed direction.
        var turns: Int
        /// The highest value less the lowest, in per cent of the mean.
        var spread: Double

        /// The steps that changed direction, in per cent of the steps.
        var turning: Double {
            guard moves > 0 else { return 0 }
            return Double(turns) / Double(moves) * 100
        }
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

    /// The pause after which a new curve begins.
    private static let pause = Duration.minutes(15)

    init() {}

    /// Takes in the mean of a minute. Returns the result when enough minutes are complete.
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
