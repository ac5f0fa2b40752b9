public import Facilities
import Foundation
import GRDB

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
    /// The blocks that cannot be decoded.
    var damaged: [DamagedBlock] = []
}

extension Journal {
    /// Checks everything that the file can show about itself, in one read, beside a gateway that may be writing to it: the chain
    /// of entries, sequences, seals, and other tables that name sequences.
    ///
    /// - Parameters:
    ///   - noted: a hash that was noted earlier, from the gateway's state, its log, or an export.
    ///   - isCancelled: is asked often; the check ends with an error when it is true.
    public func check(
        noted: LedgerHash? = nil, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(JournalError) -> JournalCheck {
        let checking = Checking(isCancelled)
        var (check, named) = try read { try checking.run($0, noted) }
        note(StoredRows.Unreadable(found: check.damaged))
        try checkPhotographs(named, in: &check, checking)
        return check
    }
}

/// A check of a whole journal, while it runs.
struct Checking {
    private let isCancelled: @Sendable () -> Bool

    init(_ isCancelled: @escaping @Sendable () -> Bool) {
        self.isCancelled = isCancelled
    }

    func run(_ db: Database, _ noted: LedgerHash?) throws -> (JournalCheck, LedgerPhotographs) {
        var check = JournalCheck(head: try Ledger.head(db))
        let ledger = try LedgerCheck(db, noted: noted, self)
        let losses = try LossesTold(ledger.sayings.losses + Losses.pending(db))
        var seals = SealCheck(losses, try SealedSource.Table(db), ledger.sayings.timeline)
        try seals.run(ledger.sayings.seals, db, self)
        check.faults = ledger.faults
        let sequences = try SequenceCheck(losses, behind: Seals.accounted(db), SealedSource.Table(db)).run(db, self)
        check.faults += sequences.faults
        check.damaged = sequences.damaged
        check.faults += seals.faults
        check.faults += try TraceCheck.faults(db, ledger.sayings)
        seals.report(in: &check)
        return (check, ledger.sayings.photographs)
    }

    /// Ends the check where nobody waits for it any more.
    func pause() throws {
        if isCancelled() { throw CancellationError() }
    }
}
