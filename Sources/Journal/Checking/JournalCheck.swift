public import Facilities
import GRDB
import Glibc

/// What a check of a whole journal found.
public struct JournalCheck: Hashable, Sendable {
    public var head: LedgerHead
    /// What is wrong: with entries and texts, with sequences, with seals, with what else the file says of itself.
    public var faults: [LedgerFault] = []
    /// Seals whose samples are there, and how many these are.
    public var seals: Int64 = 0
    public var sealed: Int64 = 0
    /// The time of the last sample that is sealed, as entries correct it; nil where none is.
    public var sealedUntil: Timestamp?
    /// Seals whose samples were deleted for space: an entry `loss` covers each.
    public var deleted: Int64 = 0
    /// Seals of which samples were deleted for space before they were stored: what is left of their hours cannot be checked.
    public var cut: [SealedHour] = []
    /// Photographs that entries name and that are there as they were taken.
    public var photographs = 0
    /// Samples behind the last seal: nothing shows whether they are as they were.
    public var unsealed: Int64 = 0
    /// The time of the first of them, as entries correct it; nil where there is none.
    public var unsealedSince: Timestamp?
    /// Samples of which a newer version has written the series, so that this one cannot compare them with their seals.
    public var newer: [SeriesName: Int64] = [:]
    /// The blocks that cannot be decoded.
    var damaged: [DamagedBlock] = []
}

extension Journal {
    /// Checks everything that the file can show about itself, beside a gateway that may be writing to it: the chain of entries,
    /// sequences, seals, and other tables that name sequences. It reads a sealed range at a time, so that the -wal does not grow
    /// beside it; what comes after the ledger was read is left to the next check, and what is deleted meanwhile is no fault.
    ///
    /// - Parameters:
    ///   - noted: a hash that was noted earlier, from the gateway's state, its log, or an export.
    ///   - onProgress: receives how much of the journal was checked: 0 to 1.
    ///   - isCancelled: is asked often; the check ends with an error when it is true.
    public func check(
        noted: LedgerHash? = nil, onProgress: @escaping @Sendable (Double) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(JournalError) -> JournalCheck {
        let checking = Checking(isCancelled, onProgress)
        var (check, named) = try checking.run(self, noted)
        note(StoredRows.Unreadable(found: check.damaged))
        try checkPhotographs(named, in: &check, checking)
        return check
    }
}

/// A check of a whole journal, while it runs.
struct Checking {
    private let isCancelled: @Sendable () -> Bool
    private let onProgress: @Sendable (Double) -> Void

    init(
        _ isCancelled: @escaping @Sendable () -> Bool = { false },
        _ onProgress: @escaping @Sendable (Double) -> Void = { _ in }
    ) {
        (self.isCancelled, self.onProgress) = (isCancelled, onProgress)
    }

    func run(
        _ journal: Journal, _ noted: LedgerHash?
    ) throws(JournalError) -> (JournalCheck, LedgerPhotographs) {
        var ledger = LedgerCheck(noted: noted)
        var found: (check: JournalCheck, walk: ContentWalk, traces: [LedgerFault])?
        while found == nil {
            found = try journal.read { db -> (check: JournalCheck, walk: ContentWalk, traces: [LedgerFault])? in
                guard try ledger.read(db, self) else { return nil }
                // What the ledger says, and what it is compared with, are of one moment.
                let check = JournalCheck(head: try Ledger.head(db))
                return (check, try ContentWalk(ledger.sayings, db), try TraceCheck.faults(db, ledger.sayings))
            }
        }
        guard let found else { throw .refused("the ledger was not read") }
        var (check, walk) = (found.check, found.walk)
        while try journal.read({ try walk.next($0, self) }) {
            onProgress(walk.progress)
            // Between two reads the -wal can begin again.
            sched_yield()
        }
        let sequences = try journal.read { try walk.finish($0, self) }
        check.faults = ledger.faults + sequences + walk.faults + found.traces
        walk.report(in: &check)
        return (check, ledger.sayings.photographs)
    }

    /// Ends the check where nobody waits for it any more.
    func pause() throws {
        if isCancelled() { throw CancellationError() }
    }
}
