import Facilities

/// Whether a channel continues to show operation while its equipment is off: pressure, air and fume without a fan,
/// exhaust without an engine, anything without mains.
struct WhileOff: Codable, Hashable, Sendable {
    /// The result of consecutive minutes.
    struct Outcome: Hashable, Sendable {
        var begin: Timestamp
        var minutes: Int
        /// The mean of these minutes.
        var mean: Double
        /// The mean in operation.
        var usual: Double
    }

    private var running = 0
    private var runningSum = 0.0
    private var begin: Timestamp?
    private var last: Timestamp?
    private var values = 0
    private var sum = 0.0

    /// The minutes of operation that must be known.
    private static let enough = 120
    /// The minutes of operation above which older ones count half.
    private static let most = 10_000
    /// The pause after which new minutes begin.
    private static let pause = Duration.minutes(15)
    /// The least share of the mean in operation that is suspect: less may be a draught, or a rest in the duct.
    private static let share = 0.5

    init() {}

    mutating func runs(_ value: Double) {
        rest()
        if running >= Self.most { (running, runningSum) = (running / 2, runningSum / 2) }
        (running, runningSum) = (running + 1, runningSum + value)
    }

    /// Starts over: it is unknown whether the equipment is off, or the channel is at rest too.
    mutating func rest() { (begin, last, values, sum) = (nil, nil, 0, 0) }

    /// Takes in a minute in which the equipment was off. Returns the result when enough minutes showed operation,
    /// without a longer pause.
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
