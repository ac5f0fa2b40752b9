import Facilities

/// A condition that counts only when it has lasted, and is over only when it has been over for a while.
struct Hold: Codable, Hashable, Sendable {
    private(set) var isOn = false
    /// Since when the condition has held, or has been over; nil while it agrees with `isOn`.
    private var changing: Timestamp?
    /// When the condition began that `isOn` tells of.
    private(set) var since: Timestamp?

    /// - Parameter condition: nil when it cannot be told: everything stays as it is, and the delay begins anew.
    mutating func update(_ condition: Bool?, at time: Timestamp, onDelay: Duration, offDelay: Duration) {
        guard let condition, condition != isOn else {
            changing = nil
            return
        }
        let begin = changing ?? time
        changing = begin
        guard time - begin >= (condition ? onDelay : offDelay) else { return }
        isOn = condition
        since = condition ? begin : nil
        changing = nil
    }

    /// A value past a limit, with hysteresis: it is over only when the value is back by more than the band.
    mutating func update(
        _ value: Double?, _ side: Threshold.Side, _ limit: Double, band: Double, at time: Timestamp,
        onDelay: Duration, offDelay: Duration
    ) {
        let back = isOn ? band : 0
        let condition = value.map { side == .above ? $0 > limit - back : $0 < limit + back }
        update(condition, at: time, onDelay: onDelay, offDelay: offDelay)
    }
}
