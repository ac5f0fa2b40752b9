import Facilities

/// Whether a channel continues to show operation while what it measures is off: pressure, air and fume without a fan,
/// exhaust without an engine, anything without mains.
struct WhileOff: Codable, Hashable, Sendable {
    /// Minutes that belong together, as they came out.
    struct Outcome: Hashable, Sendable {
        var begin: Timestamp
        var minutes: Int
        /// The mean of these minutes, and of operation.
        var mean: Double
        var usual: Double
    }

    private var running = 0
    private var runningSum = 0.0
    private var begin: Timestamp?
    private var last: Timestamp?
    private var values = 0
    private var sum = 0.0

    /// So many minutes of operation must be known, and older ones than these count half.
    private static let enough = 120
    private static let most = 10_000
    /// A longer pause may have been anything.
    private static let pause = Duration.minutes(15)
    /// Of the mean in operation: less may be a draught, or what is left in the duct.
    private static let share = 0.5

    init() {}

    mutating func runs(_ value: Double) {
        rest()
        if running >= Self.most { (running, runningSum) = (running / 2, runningSum / 2) }
        (running, runningSum) = (running + 1, runningSum + value)
    }

    /// Whether it is off is not known, or the channel is at rest too.
    mutating func rest() { (begin, last, values, sum) = (nil, nil, 0, 0) }

    /// Takes in a minute in which it was off; gives so many minutes that showed operation, without a longer pause.
    mutating func isOff(_ value: Double, at time: Timestamp, minutes length: Int) -> Outcome? {
        guard running >= Self.enough else { return nil }
        let usual = runningSum / Double(running)
        if let last, time - last > Self.pause { rest() }
        guard usual > 0, value >= usual * Self.share else {
            rest()
            return nil
        }
        let first = begin ?? time
        (begin, last, values, sum) = (first, time, values + 1, sum + value)
        let minutes = Int((time - first).inSeconds / 60) + 1
        guard minutes >= length else { return nil }
        defer { rest() }
        return Outcome(begin: first, minutes: minutes, mean: sum / Double(values), usual: usual)
    }
}
