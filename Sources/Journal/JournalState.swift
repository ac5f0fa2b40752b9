import Facilities
import Synchronization

/// The state that an open journal remembers between its commits.
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

    /// The error of all commits after the file was removed; nil before.
    var removal: JournalError? { values.withLock { $0.removal } }

    /// Whether a sync may have failed since the -wal began, so that commits in it may not be on the disk.
    var doubtsSyncs: Bool { values.withLock { $0.doubtsSyncs } }

    /// Whether the -wal may contain bytes of erased texts.
    var owesTruncation: Bool { values.withLock { $0.owesTruncation } }

    /// The corrections of its time stamps.
    var timeline: Timeline { values.withLock { $0.timeline } }

    /// The sealed range that was folded last; nil before the first.
    var foldedSeal: FoldedSeal? { values.withLock { $0.foldedSeal } }

    /// Whether samples are known to have been deleted because the budget was used up.
    var hasDropped: Bool { values.withLock { $0.hasDropped } }

    /// The number of samples in rows, nil until they were counted; and the number of its changes.
    var rows: (count: Int64?, changes: Int) { values.withLock { ($0.rows, $0.rowChanges) } }

    /// Returns true at the first call only.
    func isFirstUnreadable() -> Bool {
        values.withLock { values in
            defer { values.hasUnreadable = true }
            return !values.hasUnreadable
        }
    }

    /// Adds the bytes of a commit to the size of the -wal.
    ///
    /// - Returns: whether the -wal must be moved into the file now.
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

    /// Notes the number of samples in rows, unless it has changed since they were counted.
    ///
    /// - Parameter changes: the number of changes before they were counted.
    func note(rows: Int64, at changes: Int) {
        values.withLock { values in
            if values.rowChanges == changes { values.rows = rows }
        }
    }

    /// Notes that the number of samples in rows has changed.
    ///
    /// - Parameter count: the number of added rows, negative for removed ones; nil where they must be counted again.
    func note(rowsAdded count: Int?) {
        values.withLock { values in
            values.rowChanges += 1
            if let count, let rows = values.rows {
                values.rows = rows + Int64(count)
            } else {
                values.rows = nil
            }
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

    /// The unreadable samples that were found.
    var unreadable: UnreadableAccount { values.withLock { $0.unreadable } }

    func note(unreadable losses: [Loss]) {
        values.withLock { values in
            for loss in losses { values.unreadable.note(loss) }
        }
    }

    /// Removes and returns the losses of unreadable samples that are to be entered now.
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

    /// Adds the changes of the clock among committed entries to the timeline.
    func note(kept entries: [KeptEntry]) {
        for entry in entries {
            guard case .clock(let change) = entry.content else { continue }
            values.withLock { $0.timeline.take(change, at: entry.sequence, entry.time) }
        }
    }
}
