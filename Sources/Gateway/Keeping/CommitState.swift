import Facilities
import Journal

/// The waiting items and the state of the journal, which callers can add to and read without waiting for a commit.
struct CommitState: Sendable {
    var queue: CommitQueue
    var deliveries = Deliveries()
    var losses = LossAccount()
    private(set) var obstacle: JournalHealth.Obstacle?
    /// The beginning of the commit in progress; nil if none runs.
    var began: ContinuousClock.Instant?
    /// The number of answers that were added so far, and of those that are stored. They are committed in the order in which
    /// they were added.
    private(set) var answers = 0
    private(set) var keptAnswers = 0
    private(set) var counts = CommitCounts()
    /// The number of commits at the last second.
    private var countedCommits = 0

    init(bound: Int) {
        queue = CommitQueue(bound: bound)
    }

    /// The time after which a commit counts as hanging.
    private static let patience = Duration.seconds(5)

    func health(at now: ContinuousClock.Instant, _ time: Timestamp) -> JournalHealth {
        JournalHealth(obstacle: obstacle ?? hanging(at: now, time), waiting: queue.count, losses: losses.running)
    }

    private func hanging(at now: ContinuousClock.Instant, _ time: Timestamp) -> JournalHealth.Obstacle? {
        guard let began, now - began > Self.patience else { return nil }
        return JournalHealth.Obstacle(cause: .failing, message: "a commit hangs", since: time - (now - began))
    }

    /// Everything that is lost if the gateway ends now. The file itself records what was dropped or deleted beyond that.
    var whole: Loss? { queue.whole(.ended) }

    /// Notes that a second has passed. Returns whether nothing was stored in it; deliveries then wait no longer.
    mutating func passes(at now: ContinuousClock.Instant, _ time: () -> Timestamp) -> Bool {
        defer { countedCommits = counts.commits }
        guard countedCommits == counts.commits else { return false }
        queueDeliveries(at: now, time)
        return true
    }

    /// Adds the deliveries to what the next commits store.
    mutating func queueDeliveries(at now: ContinuousClock.Instant, _ time: () -> Timestamp) {
        if !deliveries.isEmpty { add(deliveries.take(at: now), time) }
    }

    /// Takes what must be committed next, and what is to go with it; nil if nothing waits.
    mutating func next(at now: ContinuousClock.Instant, _ time: () -> Timestamp) -> Judged? {
        if !queue.isEmpty, deliveries.isDue(at: now) { queueDeliveries(at: now, time) }
        return queue.next()
    }

    /// Adds items to be stored.
    ///
    /// - Parameter time: returns the time of day, for a loss.
    mutating func add(_ judged: Judged, _ time: () -> Timestamp) {
        answers += judged.batch.answers.count
        guard let loss = queue.add(judged) else { return }
        losses.note(loss, at: .now, time())
    }

    /// Notes that a page was stored.
    ///
    /// - Parameters:
    ///   - isSynced: whether the commit reached the disk.
    ///   - time: the time that the commit took.
    /// - Returns: whether the journal could not be written before.
    mutating func kept(_ page: Judged, isSynced: Bool, in time: Duration) -> Bool {
        counts.kept(page.batch.count, isSynced: isSynced, in: time)
        queue.kept(page)
        keptAnswers += page.batch.answers.count
        defer { obstacle = nil }
        return obstacle != nil
    }

    /// Notes that a commit failed.
    ///
    /// - Returns: whether the obstacle is another one than before.
    mutating func failed(_ error: JournalError, at time: Timestamp) -> Bool {
        counts.failed += 1
        let obstacle = JournalHealth.Obstacle(error, since: self.obstacle?.since ?? time)
        defer { self.obstacle = obstacle }
        return self.obstacle?.cause != obstacle.cause
    }
}

/// The numbers of commits in one run of the gateway.
struct CommitCounts: Sendable, Hashable {
    /// The number of commits that succeeded, and of those that reached the disk.
    private(set) var commits = 0
    private(set) var synced = 0
    /// The number of commits that failed.
    var failed = 0
    /// The number of samples, entries and means that were stored.
    private(set) var items = 0
    private(set) var time = Duration.zero
    private(set) var longest = Duration.zero

    mutating func kept(_ items: Int, isSynced: Bool, in time: Duration) {
        commits += 1
        synced += isSynced ? 1 : 0
        self.items += items
        self.time += time
        longest = max(longest, time)
    }
}
