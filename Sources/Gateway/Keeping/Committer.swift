import Facilities
import Journal
import Logging
import ServiceLifecycle
import Synchronization

/// The only writer of the journal. What arrives is committed at once, or directly after the commit in progress; the caller
/// of `add` never waits. What the journal does not accept waits in memory, and is tried again.
actor Committer: Service {
    private nonisolated let state: Mutex<CommitState>
    private nonisolated let wakes: AsyncStream<Void>
    private nonisolated let wake: AsyncStream<Void>.Continuation
    private let store: any Store
    private let board: Board
    private let logger: Logger
    /// Returns the time that is reported as the beginning of a state.
    private nonisolated let now: @Sendable () -> Timestamp
    private let onFailure: @Sendable (Bool) -> Void
    private let onCommit: @Sendable (Batch) -> Void
    private var pace: SyncPace
    private var alarm: Task<Void, Never>?
    private var running: Task<Bool, Never>?
    private var retry = RetryPause()
    private var keptUpTo: Int64
    private var waiters = Waiters()
    /// The reason why the journal cannot be written until it is opened again; nil while it can.
    private(set) var damage: JournalError?

    /// The time for which a person who enters something waits for the journal.
    static let patience = Duration.seconds(5)

    /// The time for which the end waits for a journal that cannot be written.
    private static let patienceAtTheEnd = Duration.milliseconds(400)

    /// Creates the committer.
    ///
    /// - Parameters:
    ///   - sequence: the newest sequence that is stored.
    ///   - syncEvery: the longest time without a commit that survives a power cut.
    ///   - now: returns the time that is reported as the beginning of a state.
    ///   - onFailure: is called when the journal rejects a batch, and when it accepts one again; with true if the obstacle
    ///     has changed or is gone.
    ///   - onCommit: receives what was just committed, in order.
    init(
        _ store: any Store, after sequence: Int64, syncEvery: Duration, board: Board, logger: Logger,
        bound: Int = CommitQueue.bound, now: @escaping @Sendable () -> Timestamp = { .now },
        onFailure: @escaping @Sendable (Bool) -> Void = { _ in },
        onCommit: @escaping @Sendable (Batch) -> Void
    ) {
        state = Mutex(CommitState(bound: bound))
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (self.store, self.board, self.logger) = (store, board, logger)
        self.now = now
        (self.onFailure, self.onCommit) = (onFailure, onCommit)
        (pace, keptUpTo) = (SyncPace(every: syncEvery), sequence)
    }

    // MARK: In

    /// Adds items to be stored.
    nonisolated func add(_ judged: Judged) {
        guard !judged.isEmpty else { return }
        remember(judged)
        wake.yield()
    }

    /// Adds what an uplink has delivered. It is stored with a commit within `Deliveries.pause`, or after a second without
    /// one.
    nonisolated func remember(_ change: (inout Deliveries) -> Void) {
        state.withLock { change(&$0.deliveries) }
    }

    /// Adds what is stored with the next commit, or after a second without one.
    nonisolated func remember(_ judged: Judged) {
        state.withLock { $0.add(judged, now) }
    }

    /// Adds an answer, which is stored with the next commit.
    ///
    /// - Returns: its number. The answer is stored once `keptAnswers` has reached it.
    nonisolated func remember(_ answer: KeptAnswer) -> Int {
        var judged = Judged()
        judged.batch.answers = [answer]
        return state.withLock { state in
            state.add(judged, now)
            return state.answers
        }
    }

    /// Notes that a second has passed. If nothing was stored in it, what waits for the next commit is committed, or the
    /// commit that failed is tried again.
    ///
    /// - Returns: the losses that no entry records yet, each once.
    nonisolated func pass(at instant: ContinuousClock.Instant = .now) -> [Loss] {
        let (isIdle, losses) = state.withLock { state in
            (state.passes(at: instant, now), state.losses.due(at: instant, isWriting: state.obstacle == nil))
        }
        if isIdle { wake.yield() }
        return losses
    }

    // MARK: Asked

    nonisolated var health: JournalHealth { state.withLock { $0.health(at: .now, now()) } }

    /// The time that the present commit has taken; zero if none runs.
    nonisolated var overdue: Duration { state.withLock { $0.began.map { .now - $0 } ?? .zero } }

    /// The numbers of commits so far, and the bytes that wait for the next ones.
    nonisolated var work: (counts: CommitCounts, bytes: Int) { state.withLock { ($0.counts, $0.queue.bytes) } }

    /// Whether memory is so full that no person's record may be accepted.
    nonisolated var isFull: Bool { state.withLock(\.queue.isFull) }

    /// The number of added answers that are stored.
    nonisolated var keptAnswers: Int { state.withLock(\.keptAnswers) }

    /// Waits until everything up to a sequence is safe from a power cut. Returns false if that takes longer than
    /// `patience`.
    func kept(upTo sequence: Int64, within patience: Duration) async -> Bool {
        guard keptUpTo < sequence else { return true }
        if health.obstacle == nil {
            // It does not wait for the commit, which may take longer than `patience`.
            Task { await flush() }
        } else {
            // One attempt at a time, at its own pace: many waiting callers must not delay the last one.
            wake.yield()
        }
        let waiter = waiters.name()
        let alarm = Task {
            try? await Task.sleep(for: patience)
            giveUp(waiter)
        }
        defer { alarm.cancel() }
        return await withGracefulShutdownHandler {
            await withCheckedContinuation { waiters.add(waiter, upTo: sequence, $0) }
        } onGracefulShutdown: {
            // The answer comes before the last commit, which may still store the record.
            Task { await self.giveUp(waiter) }
        }
    }

    private func giveUp(_ waiter: Int) { waiters.answer(waiter, isKept: false) }

    // MARK: Out

    func run() async {
        for await _ in wakes.cancelOnGracefulShutdown() where retry.isOver(at: .now) { await flush() }
        await end()
    }

    /// Commits what can be committed in time, and records the rest for the next start.
    private func end() async {
        let deadline = ContinuousClock.now + Self.patienceAtTheEnd
        state.withLock { $0.queueDeliveries(at: .now, now) }
        while await !flush(), damage == nil, .now < deadline {
            // It also waits if this task was cancelled.
            await Task { try? await Task.sleep(for: .milliseconds(100)) }.value
        }
        guard let loss = state.withLock({ $0.whole }) else { return }
        logger.error("Stopped before all data were written", metadata: ["lost": "\(loss.count ?? 0)"])
        if !store.noteUnkept(loss) { logger.error("Loss could not be noted for the next start") }
    }

    /// Commits what waits, in order, until nothing does or the journal rejects it. Returns true if nothing waits.
    @discardableResult func flush() async -> Bool {
        // One commit at a time, because other calls enter the actor while it awaits.
        while let running { _ = await running.value }
        let task = Task { await commitAll() }
        running = task
        return await task.value
    }

    /// Runs a closure that uses the journal between two commits.
    func between<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        while let running { _ = await running.value }
        let work = Task { await body() }
        running = Task {
            _ = await work.value
            running = nil
            return true
        }
        return await work.value
    }

    private func commitAll() async -> Bool {
        defer { running = nil }
        guard let first = next() else { return await isInPlace() }
        guard await commit(first) else { return false }
        while let page = next() {
            guard await commit(page) else { return false }
        }
        return true
    }

    /// Returns whether the file is in its place. A removed file is noticed even if there is nothing to store.
    private func isInPlace() async -> Bool {
        do {
            try await store.checkFiles()
            return true
        } catch {
            return await failed(error)
        }
    }

    private func next() -> Judged? {
        if let page = state.withLock({ $0.next(at: .now, now) }) { return page }
        guard pace.isDue(at: .now) else { return nil }
        var sync = Judged()
        sync.batch.durable = true
        return sync
    }

    private func commit(_ page: Judged) async -> Bool {
        var batch = page.batch
        batch.durable = batch.durable || pace.isDue(at: .now)
        let began = ContinuousClock.now
        state.withLock { $0.began = began }
        do {
            defer { state.withLock { $0.began = nil } }
            try await store.commit(batch)
        } catch {
            state.withLock { $0.queue.giveBack(page) }
            return await failed(error)
        }
        committed(page, isSynced: batch.durable, in: .now - began)
        return true
    }

    private func committed(_ page: Judged, isSynced: Bool, in time: Duration) {
        retry.succeeded()
        pace.committed(isSynced: isSynced, at: .now)
        wakeUpToSync(isSynced: isSynced)
        let wasFailing = state.withLock { $0.kept(page, isSynced: isSynced, in: time) }
        if wasFailing {
            logger.notice("Journal is writable again")
            onFailure(true)
        }
        keptUpTo = max(keptUpTo, page.batch.lastSequence ?? 0)
        board.take(page)
        onCommit(page.batch)
        waiters.kept(upTo: keptUpTo)
    }

    /// Sets a timer, so that the last commit reaches the disk in time even if nothing follows.
    private func wakeUpToSync(isSynced: Bool) {
        if isSynced {
            alarm?.cancel()
            alarm = nil
        } else if alarm == nil {
            let (wake, every) = (wake, pace.every)
            alarm = Task {
                try? await Task.sleep(for: every)
                wake.yield()
            }
        }
    }

    /// Processes a failed commit.
    ///
    /// - Returns: whether the commit should be repeated at once.
    private func failed(_ error: JournalError) async -> Bool {
        var error = error
        if case .full = error {
            do throws(JournalError) {
                if try await makeRoom() { return true }
            } catch let other {
                error = other
            }
        }
        retry.failed(at: .now)
        let isNew = state.withLock { $0.failed(error, at: now()) }
        if isNew { logger.error("Journal write failed; buffering in memory", metadata: ["reason": "\(error)"]) }
        onFailure(isNew)
        switch error {
        // Content that is refused once would always be refused. The next opening checks the file, and continues with later
        // sequences.
        case .corrupt, .removed, .refused: damage = error
        case .full, .diskFull, .failing, .locked, .owned, .newer: break
        }
        return false
    }

    /// Deletes the oldest readings for space.
    ///
    /// - Returns: whether something could be deleted.
    private func makeRoom() async throws(JournalError) -> Bool {
        guard let loss = try await store.dropOldest() else { return false }
        state.withLock { $0.losses.note(loss, at: .now, now()) }
        logger.warning(
            "Journal is at its budget; deleted the oldest readings",
            metadata: ["sequences": "\(loss.from)...\(loss.to)", "count": "\(loss.count ?? 0)"])
        return true
    }
}
