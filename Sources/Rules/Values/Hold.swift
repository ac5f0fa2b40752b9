import Facilities

/// A condition that counts only when it has lasted, and is over only when it has been over for a while.
struct Hold: Codable, Hashable, Sendable {
    private(set) var isOn = false
    /// Since when the condition has held, or has been over; nil while it agrees with `isOn`.
    private var changing: Timestamp?
    /// When that was last seen.
    private var seen: Timestamp?
    /// How much of the time since `changing` does not count, in milliseconds.
    private var unseen: Int64?
    /// When the condition began that `isOn` tells of.
    private(set) var since: Timestamp?

    /// Since when the condition has held that does not count yet.
    var pending: Timestamp? { isOn ? nil : changing }

    /// - Parameters:
    ///   - condition: nil when it cannot be told. A gap neither starts nor ends a delay.
    ///   - gap: over which gaps the delay continues.
    mutating func update(
        _ condition: Bool?, at time: Timestamp, onDelay: Duration, offDelay: Duration, gap: Gap = Gap()
    ) {
        guard let condition else { return }
        guard condition != isOn else { return interrupt() }
        let begin = begin(at: time, gap)
        (changing, seen) = (begin, time)
        let lasted = time - begin - .milliseconds(unseen ?? 0)
        guard lasted >= (condition ? onDelay : offDelay) else { return }
        isOn = condition
        since = condition ? begin : nil
        interrupt()
    }

    /// What the condition is of does not apply now, such as a limit while the fan stands: a delay starts over.
    mutating func interrupt() { (changing, seen, unseen) = (nil, nil, nil) }

    private mutating func begin(at time: Timestamp, _ gap: Gap) -> Timestamp {
        guard let changing else { return time }
        guard let seen, time - seen > gap.counted else { return changing }
        guard time - seen <= gap.forgotten else {
            unseen = nil
            return time
        }
        unseen = (unseen ?? 0) + (time - seen).milliseconds
        return changing
    }

    /// A value past a limit, with hysteresis: it is over only when an exact value is back by more than the band.
    mutating func update(
        _ value: Measured?, _ side: Threshold.Side, _ limit: Double, band: Double, at time: Timestamp,
        onDelay: Duration, offDelay: Duration, gap: Gap = Gap()
    ) {
        let condition = value?.isPast(limit, side, band: isOn ? band : 0) ?? nil
        update(condition, at: time, onDelay: onDelay, offDelay: offDelay, gap: gap)
    }
}
