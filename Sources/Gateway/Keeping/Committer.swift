import Facilities
import Journal
import Logging
import ServiceLifecycle
import Synchronization

/// A journal, as far as a committer needs one.
protocol Store: Sendable {
    func commit(_ batch: Batch) async throws(JournalError)
    func checkFiles() async throws(JournalError)
    func dropOldest() async throws(JournalError) -> Loss?
    @discardableResult func noteUnkept(_ loss: Loss) -> Bool
}

extension Journal: Store {}

/// The only writer of the journal. What arrives is committed at once, or right behind the commit that is running; the caller of
/// `add` never waits. What the journal does not take waits in memory, and is tried again.
actor Committer: Service {
    private nonisolated let state: Mutex<CommitState>
    private nonisolated let wakes: AsyncStream<Void>
    private nonisolated let wake: AsyncStream<Void>.Continuation
    private let store: any Store
    private let board: Board
    private let logger: Logger
    /// Returns the time by which it says since when something is so.
    private nonisolated let now: @Sendable () -> Timestamp
    private let onFailure: @Sendable (Bool) -> Void
    private let onCommit: @Sendable (Batch) -> Void
    private var pace: SyncPace
    private var alarm: Task<Void, Never>?
    private var running: Task<Bool, Never>?
    private var retry = RetryPause()
    private var keptUpTo: Int64
    private var waiters = Waiters()
    /// Why the journal cannot be written any more, until it is opened again.
    private(set) var damage: JournalError?

    /// How long somebody who enters something waits for the journal.
    static let patience = Duration.seconds(5)

    /// How long the end waits for a journal that cannot be written.
    private static let patienceAtTheEnd = Duration.milliseconds(400)

    /// - Parameters:
    ///   - sequence: the newest that is kept.
    ///   - syncEvery: the longest time without a commit that survives a power cut.
    ///   - now: returns the time by which it says since when something is so.
    ///   - onFailure: is called when the journal does not take a batch, and when it takes one again; with true if that is another
    ///     obstacle than before, or none any more.
    ///   - onCommit: is given what was just committed, in order.
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

    /// Takes over what is to be kept.
    nonisolated func add(_ judged: Judged) {
        remember(judged)
        wake.yield()
    }

    /// Takes over what goes along with the next commit, and may wait for it.
    nonisolated func remember(_ judged: Judged) {
        state.withLock { $0.add(judged, at: .now, now()) }
    }

    /// Takes over an answer, which goes along with the next commit.
    ///
    /// - Returns: its number: it is kept once `keptAnswers` has reached it.
    nonisolated func remember(_ answer: KeptAnswer) -> Int {
        var judged = Judged()
        judged.batch.answers = [answer]
        return state.withLock { state in
            state.add(judged, at: .now, now())
            return state.answers
        }
    }

    /// Looks whether something is to be done: a retry, or losses that are to be entered.
    ///
    /// - Returns: losses that no entry says yet, each once.
    nonisolated func pass(at now: ContinuousClock.Instant = .now) -> [Loss] {
        wake.yield()
        return state.withLock { $0.losses.due(at: now, isWriting: $0.obstacle == nil) }
    }

    // MARK: Asked

    nonisolated var health: JournalHealth { state.withLock { $0.health(at: .now, now()) } }

    /// The time that the present commit has taken; zero while none runs.
    nonisolated var overdue: Duration { state.withLock { $0.began.map { .now - $0 } ?? .zero } }

    /// The commits so far, and the bytes that wait for the next ones.
    nonisolated var work: (counts: CommitCounts, bytes: Int) { state.withLock { ($0.counts, $0.queue.bytes) } }

    /// Whether memory is so full that no person's record may be taken in.
    nonisolated var isFull: Bool { state.withLock(\.queue.isFull) }

    /// The answers that were taken over and are kept, counted.
    nonisolated var keptAnswers: Int { state.withLock(\.keptAnswers) }

    /// Waits until everything up to a sequence is safe from a power cut; false when it is not in time.
    func kept(upTo sequence: Int64, within patience: Duration) async -> Bool {
        guard keptUpTo < sequence else { return true }
        if health.obstacle == nil {
            // Without waiting for it: an attempt may take longer than patience lasts.
            Task { await flush() }
        } else {
            // One attempt at a time, in its pauses: many who wait must not stand before the last one.
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
            // The answer comes before the last commit, which may still keep the record.
            Task { await self.giveUp(waiter) }
        }
    }

    private func giveUp(_ waiter: Int) { waiters.answer(waiter, isKept: false) }

    // MARK: Out

    func run() async {
        for await _ in wakes.cancelOnGracefulShutdown() where retry.isOver(at: .now) { await flush() }
        await end()
    }

    /// Commits what can be committed in time, and notes the rest for the next start.
    private func end() async {
        let deadline = ContinuousClock.now + Self.patienceAtTheEnd
        while await !flush(), damage == nil, .now < deadline {
            // Also where this task was cancelled.
            await Task { try? await Task.sleep(for: .milliseconds(100)) }.value
        }
        guard let loss = state.withLock({ $0.whole }) else { return }
        logger.error("Stopped before all data were written", metadata: ["lost": "\(loss.count ?? 0)"])
        if !store.noteUnkept(loss) { logger.error("Loss could not be noted for the next start") }
    }

    /// Commits what waits, in order, until nothing does or the journal does not take it. True if nothing waits.
    @discardableResult func flush() async -> Bool {
        // One commit at a time: an actor is re-entered while it awaits.
        while let running { _ = await running.value }
        let task = Task { await commitAll() }
        running = task
        return await task.value
    }

    /// Does something with the journal between two commits.
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

    /// A file that somebody has removed is noticed also where nothing comes to be kept.
    private func isInPlace() async -> Bool {
        do {
            try await store.checkFiles()
            return true
        } catch {
            return await failed(error)
        }
    }

    private func next() -> Judged? {
        if let page = state.withLock({ $0.queue.next() }) { return page }
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

    /// Sets an alarm: the last commit is to reach the disk in time also where nothing more comes.
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

    /// - Returns: whether the commit is to be tried again at once.
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
        // What is refused would be refused for ever: the next opening looks through the file, and gives sequences behind it.
        case .corrupt, .removed, .refused: damage = error
        case .full, .diskFull, .failing, .locked, .owned, .newer: break
        }
        return false
    }

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
