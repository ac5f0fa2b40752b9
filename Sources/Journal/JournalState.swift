import Facilities
import Synchronization

/// What an open journal remembers of its own commits.
final class JournalState: Sendable {
    private struct Values {
        var given: Int64 = 0
        var removal: JournalError?
        var doubtsSyncs = false
        var logBytes = 0
        var hasUnreadable = false
        var owesTruncation = false
        var timeline = Timeline()
        var foldedSeal: FoldedSeal?
        var unreadable = UnreadableAccount()
        var hasDropped = false
        var rows: Int64?
        var rowChanges = 0
    }

    private let values = Mutex(Values())

    /// The newest sequence of which a commit was tried, whether it succeeded or not.
    var given: Int64 { values.withLock { $0.given } }

    /// Why nothing can be kept any more, once the file was removed.
    var removal: JournalError? { values.withLock { $0.removal } }

    /// Whether a sync may have failed since the -wal began, so that commits in it may not be on the disk.
    var doubtsSyncs: Bool { values.withLock { $0.doubtsSyncs } }

    /// Whether the -wal may have bytes of texts that were erased.
    var owesTruncation: Bool { values.withLock { $0.owesTruncation } }

    /// What its stamps mean.
    var timeline: Timeline { values.withLock { $0.timeline } }

    /// The sealed range that was folded last.
    var foldedSeal: FoldedSeal? { values.withLock { $0.foldedSeal } }

    /// Whether something was deleted because the budget was used up, as far as that was looked for.
    var hasDropped: Bool { values.withLock { $0.hasDropped } }

    /// How many samples are rows, nil while nobody has counted them; and how often that has changed.
    var rows: (count: Int64?, changes: Int) { values.withLock { ($0.rows, $0.rowChanges) } }

    /// True at the first call only.
    func isFirstUnreadable() -> Bool {
        values.withLock { values in
            defer { values.hasUnreadable = true }
            return !values.hasUnreadable
        }
    }

    /// Whether the -wal is to be moved into the file once so many more bytes are in it.
    func isLogLong(after bytes: Int) -> Bool {
        values.withLock { values in
            values.logBytes += bytes
            guard values.logBytes >= Syncs.logBytes else { return false }
            values.logBytes = 0
            return true
        }
    }

    func noteDropped() {
        values.withLock { $0.hasDropped = true }
    }

    /// - Parameter changes: how often it had changed when they were counted.
    func note(rows: Int64, at changes: Int) {
        values.withLock { values in
            if values.rowChanges == changes { values.rows = rows }
        }
    }

    /// Notes that there are so many rows of samples more, or fewer; nil where they are to be counted again.
    func note(rowsAdded count: Int?) {
        values.withLock { values in
            values.rows = count.flatMap { count in values.rows.map { $0 + Int64(count) } }
            values.rowChanges += 1
        }
    }

    func note(given sequence: Int64) {
        values.withLock { $0.given = max($0.given, sequence) }
    }

    func note(removal error: JournalError) {
        values.withLock { $0.removal = error }
    }

    func note(owesTruncation: Bool) {
        values.withLock { $0.owesTruncation = owesTruncation }
    }

    func note(doubtsSyncs: Bool) {
        values.withLock { $0.doubtsSyncs = doubtsSyncs }
    }

    func note(foldedSeal: FoldedSeal) {
        values.withLock { $0.foldedSeal = foldedSeal }
    }

    /// What of its samples nobody can read.
    var unreadable: UnreadableAccount { values.withLock { $0.unreadable } }

    func note(unreadable losses: [Loss]) {
        values.withLock { values in
            for loss in losses { values.unreadable.note(loss) }
        }
    }

    /// Takes those that no entry says yet and that are to be entered now.
    func takeUnreadable(at now: ContinuousClock.Instant) -> [Loss] {
        values.withLock { $0.unreadable.take(at: now) }
    }

    func forgetUnreadable(upTo sequence: Int64) {
        values.withLock { $0.unreadable.forget(upTo: sequence) }
    }

    func note(unreadable: UnreadableAccount) {
        values.withLock { $0.unreadable = unreadable }
    }

    func note(timeline: Timeline) {
        values.withLock { $0.timeline = timeline }
    }

    /// Takes in the clock's changes among entries that are kept now.
    func note(kept entries: [KeptEntry]) {
        for entry in entries {
            guard case .clock(let change) = entry.content else { continue }
            values.withLock { $0.timeline.take(change, at: entry.sequence, entry.time) }
        }
    }
}
