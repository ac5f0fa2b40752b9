/// Decides when a commit must reach the disk: a power cut loses what was committed since the last one that did.
struct SyncPace: Sendable {
    /// The longest time without such a commit.
    let every: Duration
    /// The time of the oldest commit that may not be on the disk; nil if all are.
    private var since: ContinuousClock.Instant?

    init(every: Duration) {
        self.every = every
    }

    func isDue(at now: ContinuousClock.Instant) -> Bool {
        guard let since else { return false }
        return now - since >= every
    }

    mutating func committed(isSynced: Bool, at now: ContinuousClock.Instant) {
        since = isSynced ? nil : since ?? now
    }
}
