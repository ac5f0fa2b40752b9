import Facilities

/// Checks the values of one quantity for standstill and for changes that are too fast.
struct ChangeWatch {
    /// The time after which an unchanged value is stuck; nil if the value may stay the same for ever.
    var stuckAfter: Duration?
    /// The fastest possible change per second; nil for any.
    var maxRate: Double?
    private var last: (value: Double, time: Timestamp)?
    private var unchanged = Duration.zero
    private var interrupted = false

    init(stuckAfter: Duration?, maxRate: Double?) {
        self.stuckAfter = stuckAfter
        self.maxRate = maxRate
    }

    /// Returns the reason to doubt a value; nil if there is none.
    ///
    /// A bad reading (nil) shows neither a change nor a standstill: the time until the next good reading does not count
    /// as standstill, but the change over that time is checked against `maxRate`.
    mutating func doubt(_ value: Double?, at time: Timestamp) -> Quality.Reason? {
        guard let value else {
            interrupted = true
            return nil
        }
        defer { (last, interrupted) = ((value, time), false) }
        guard let last, time > last.time else {
            unchanged = .zero
            return nil
        }
        let elapsed = time - last.time
        guard value == last.value else {
            unchanged = .zero
            return isTooFast((value - last.value).magnitude, in: elapsed) ? .rateOfChange : nil
        }
        if !interrupted { unchanged += elapsed }
        guard let stuckAfter, unchanged >= stuckAfter else { return nil }
        return .stuck
    }

    private func isTooFast(_ change: Double, in elapsed: Duration) -> Bool {
        guard let maxRate else { return false }
        return change > maxRate * elapsed.inSeconds
    }
}
