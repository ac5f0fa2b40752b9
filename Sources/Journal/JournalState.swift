import Facilities
import Synchronization

/// What an open journal remembers of its own commits.
final class JournalState: Sendable {
    private struct Values {
        var given: Int64 = 0
        var removal: JournalError?
        var doubtsSyncs = false
        var frames = 0
        var hasUnreadable = false
        var owesTruncation = false
        var timeline = Timeline()
        var foldedSeal: FoldedSeal?
        var unreadable = UnreadableAccount()
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

    /// True at the first call only.
    func isFirstUnreadable() -> Bool {
        values.withLock { values in
            defer { values.hasUnreadable = true }
            return !values.hasUnreadable
        }
    }

    /// Whether the -wal is to be moved into the file behind a commit. How many frames that took is estimated: its own pages, and about
    /// four of the trees above them.
    func isLogLong(with batch: Batch) -> Bool {
        var batch = batch
        return isLogLong(after: 4 + batch.bytes / 2048)
    }

    /// Whether the -wal is to be moved into the file once so many more frames are in it.
    func isLogLong(after frames: Int) -> Bool {
        values.withLock { values in
            values.frames += frames
            guard values.frames >= Syncs.frames else { return false }
            values.frames = 0
            return true
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
