import Facilities

/// Whether a channel continues to show operation while what it measures is off: pressure and air without a fan, exhaust without
/// an engine, anything without mains.
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
    private var minutes = 0
    private var sum = 0.0

    /// So many minutes of operation must be known, and older ones than these count half.
    private static let enough = 120
    private static let most = 10_000
    /// Of the mean in operation: less may be a draught, or what is left in the duct.
    private static let share = 0.5

    init() {}

    mutating func runs(_ value: Double) {
        rest()
        if running >= Self.most { (running, runningSum) = (running / 2, runningSum / 2) }
        (running, runningSum) = (running + 1, runningSum + value)
    }

    /// Whether it is off is not known, or the channel is at rest too.
    mutating func rest() { (begin, minutes, sum) = (nil, 0, 0) }

    /// Takes in a minute in which it was off; gives so many of them that showed operation, one after the other.
    mutating func isOff(_ value: Double, at time: Timestamp, minutes length: Int) -> Outcome? {
        guard running >= Self.enough else { return nil }
        let usual = runningSum / Double(running)
        guard usual > 0, value >= usual * Self.share else {
            rest()
            return nil
        }
        begin = begin ?? time
        (minutes, sum) = (minutes + 1, sum + value)
        guard minutes >= length else { return nil }
        defer { rest() }
        return Outcome(begin: begin ?? time, minutes: minutes, mean: sum / Double(minutes), usual: usual)
    }
}
