import Facilities

/// A condition that counts only when it has lasted, and ends only when it has been absent for a while.
struct Hold: Codable, Hashable, Sendable {
    private(set) var isOn = false
    /// The time since which the condition has held, or has been absent; nil while it agrees with `isOn`.
    private var changing: Timestamp?
    /// The time at which that was last seen.
    private var seen: Timestamp?
    /// The time since `changing` that does not count, in milliseconds.
    private var unseen: Int64?
    /// The begin of the condition that counts; nil while none does.
    private(set) var since: Timestamp?

    /// The begin of a condition that does not count yet; nil while there is none.
    var pending: Timestamp? { isOn ? nil : changing }

    /// Takes the condition in.
    ///
    /// - Parameters:
    ///   - condition: The condition; nil where it is unknown. A gap neither starts nor ends a delay.
    ///   - gap: The gap over which the delay continues.
    mutating func update(
        _ condition: Bool?, at time: Timestamp, onDelay: Duration, offDelay: Duration, gap: Gap = Gap()
    ) {
        guard let condition else { return }
        guard condition != isOn else { return interrupt() }
        let begin = begin(at: time, gap)
        (changing, seen) = (begin, time)
        let lasted = time - begin - .milliseconds(unseen ?? 0)
        let delay = condition ? onDelay : offDelay
        guard lasted >= delay else { return }
        isOn = condition
        since = condition ? begin : nil
        interrupt()
    }

    /// Starts a delay over, since the condition does not apply now, such as a limit while the fan stands.
    mutating func interrupt() { (changing, seen, unseen) = (nil, nil, nil) }

    /// Starts over at a time, unless the condition that counts began then or later.
    mutating func forget(before time: Timestamp) {
        if let since, since >= time { return }
        self = Hold()
    }

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

    /// Takes a value in, with hysteresis: the condition ends only when an exact value is back within the limit by more
    /// than the band.
    mutating func update(
        _ value: Measured?, _ side: LimitSide, _ limit: Double, band: Double, at time: Timestamp,
        onDelay: Duration, offDelay: Duration, gap: Gap = Gap()
    ) {
        let condition = value?.isPast(limit, side, band: isOn ? band : 0) ?? nil
        update(condition, at: time, onDelay: onDelay, offDelay: offDelay, gap: gap)
    }
}
