/// The pauses in which a loop lets answers come together.
///
/// The requests of a tick are sent together, and their answers come within a few milliseconds. Without a pause each of them would
/// wake the loop, and be judged and stored alone.
struct Gathering {
    /// The number of waits that must have begun in one turn, and still be there. With fewer of them a pause would cost more than it
    /// saves, and slow down requests that follow each other.
    private static let least = 8
    private static let pause = Duration.microseconds(500)
    /// The time after the requests, or after a look that found many answers, in which there are pauses. Answers that come later are
    /// looked at one by one.
    private static let span = Duration.milliseconds(5)

    private var added = 0
    private var until: ContinuousClock.Instant?
    private var hasPaused = false

    /// Notes that a wait for a descriptor has begun.
    mutating func add() { added += 1 }

    /// Notes that a look has ended some waits.
    mutating func found(_ count: Int, at now: ContinuousClock.Instant) {
        if count >= Self.least { until = now + Self.span }
    }

    /// Returns the end of the pause that comes before the next look at the descriptors; nil if there is none.
    ///
    /// - Parameter waits: the number of descriptors that are waited for.
    mutating func pauseEnd(waits: Int, at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        if added >= Self.least { (until, hasPaused) = (now + Self.span, false) }
        added = 0
        guard let until, now < until, waits >= Self.least, !hasPaused else {
            hasPaused = false
            return nil
        }
        hasPaused = true
        return now + Self.pause
    }
}
