import Facilities

/// Follows one quantity's values for standstill and for changes that are too fast.
struct ChangeWatch {
    /// Unchanged for this long, it is stuck; nil for what may stand still for ever.
    var stuckAfter: Duration?
    /// By a second; nil for what may change at any speed.
    var maxRate: Double?
    private var last: (value: Double, time: Timestamp)?
    private var unchanged = Duration.zero
    private var interrupted = false

    init(stuckAfter: Duration?, maxRate: Double?) {
        self.stuckAfter = stuckAfter
        self.maxRate = maxRate
    }

    /// A bad reading (nil) shows neither change nor standstill: the time up to the next good one is no time of standing
    /// still; the change over it is held against `maxRate` all the same.
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
