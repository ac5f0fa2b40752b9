import Facilities

/// Whether two channels move alike from minute to minute, however different their values are: two instruments, even
/// side by side, each have their own noise, and a copy has the noise of its original.
struct SameCurve: Codable, Hashable, Sendable {
    /// Two steps from one minute to the next, each as a share of the value.
    struct Steps: Sendable {
        var first: Double
        var second: Double
    }

    /// The result of a number of steps.
    struct Stretch: Hashable, Sendable {
        var begin: Timestamp
        var steps: Int
        /// The correlation of the steps, -1 to 1.
        var correlation: Double
        /// The root mean square of the smaller steps, in per cent of the value.
        var variation: Double
    }

    private var begin: Timestamp?
    private var steps = 0
    private var firsts = 0.0
    private var seconds = 0.0
    private var both = 0.0

    /// The largest step that is compared: larger ones have a common cause, such as a start or a stop, and do not show
    /// the noise.
    private static let largest = 0.1

    init() {}

    /// Takes in two steps of one minute. Returns the result when enough steps are complete.
    mutating func add(_ step: Steps, at time: Timestamp, steps length: Int) -> Stretch? {
        guard abs(step.first) <= Self.largest, abs(step.second) <= Self.largest else { return nil }
        begin = begin ?? time
        steps += 1
        firsts += step.first * step.first
        seconds += step.second * step.second
        both += step.first * step.second
        guard steps >= length else { return nil }
        defer { self = SameCurve() }
        var correlation = 0.0
        if firsts > 0, seconds > 0 { correlation = both / (firsts * seconds).squareRoot() }
        let variation = (min(firsts, seconds) / Double(steps)).squareRoot() * 100
        return Stretch(begin: begin ?? time, steps: steps, correlation: correlation, variation: variation)
    }
}
