public import Facilities

/// Doubts that take more than one reading to see: a sensor that no longer moves, and one that moves too fast.
public struct ReadingChecks: Sendable {
    private var watches: [Quantity: Watch] = [:]

    public init(_ profile: DeviceProfile) {
        for point in profile.points where point.stuckAfter != nil || point.maxRate != nil {
            watches[point.quantity] = Watch(stuckAfter: point.stuckAfter, maxRate: point.maxRate)
        }
    }

    /// The same readings, those in doubt made `uncertain(stuck)` or `uncertain(rateOfChange)`.
    ///
    /// - Parameter time: when they were answered. Readings of one quantity must come in the order of time.
    public mutating func check(_ readings: [Reading], at time: Timestamp) -> [Reading] {
        readings.map { reading in
            guard let doubt = watches[reading.quantity]?.doubt(reading.value, at: time), reading.quality == .good,
                let value = reading.value
            else { return reading }
            return Reading(reading.quantity, value, reading.unit, quality: .uncertain(doubt))
        }
    }
}

private struct Watch {
    var stuckAfter: Duration?
    var maxRate: Double?
    private var last: (value: Double, time: Timestamp)?
    private var unchanged = Duration.zero
    private var interrupted = false

    init(stuckAfter: Duration?, maxRate: Double?) {
        self.stuckAfter = stuckAfter
        self.maxRate = maxRate
    }

    /// A bad reading (nil) shows neither change nor standstill: the time up to the next good one counts for neither
    /// being stuck; the change over it is still held against `maxRate`.
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
        return stuckAfter.map { unchanged >= $0 } ?? false ? .stuck : nil
    }

    private func isTooFast(_ change: Double, in elapsed: Duration) -> Bool {
        maxRate.map { change > $0 * elapsed.inSeconds } ?? false
    }
}
