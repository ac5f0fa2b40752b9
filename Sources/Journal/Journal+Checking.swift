import Facilities
import GRDB
import Glibc

extension Journal {
    /// Checks the whole file: the chain of entries, sequences, seals, photographs, and other tables that name sequences. A gateway may write
    /// to it at the same time. It reads one sealed range at a time, so that the -wal does not grow. Data that is added after the ledger was
    /// read is left to the next check, and data that is deleted during the check is no fault.
    ///
    /// - Parameters:
    ///   - noted: a hash that was noted earlier, from the gateway's state, its log, or an export; nil for none.
    ///   - onProgress: gets the part of the journal that was checked: 0 to 1.
    ///   - isCancelled: is called often; the check ends with an error when it returns true.
    /// - Throws: the reason why the journal cannot be read, or `refused` if the check was cancelled.
    public func check(
        noted: LedgerHash? = nil, onProgress: @escaping @Sendable (Double) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(JournalError) -> JournalCheck {
        let checking = Checking(isCancelled, onProgress)
        var (check, named) = try run(checking, noted)
        note(StoredRows.Unreadable(found: check.damaged))
        try checkPhotographs(named, in: &check, checking)
        return check
    }

    private func run(
        _ checking: Checking, _ noted: LedgerHash?
    ) throws(JournalError) -> (JournalCheck, LedgerPhotographs) {
        var ledger = LedgerCheck(noted: noted)
        var found: (check: JournalCheck, walk: ContentWalk, traces: [LedgerFault])?
        while found == nil {
            found = try read { db -> (check: JournalCheck, walk: ContentWalk, traces: [LedgerFault])? in
                guard try ledger.read(db, checking) else { return nil }
                // The ledger and the tables with which it is compared must be of the same transaction.
                let check = JournalCheck(head: try Ledger.head(db))
                return (check, try ContentWalk(ledger.statements, db), try TraceCheck.faults(db, ledger.statements))
            }
        }
        guard let found else { throw .refused("the ledger was not read") }
        var (check, walk) = (found.check, found.walk)
        while try read({ try walk.next($0, checking) }) {
            checking.onProgress(walk.progress)
            // Between two reads, the gateway can begin the -wal again.
            sched_yield()
        }
        let sequences = try read { try walk.finish($0, checking) }
        check.faults = ledger.faults + sequences + walk.faults + found.traces
        walk.report(in: &check)
        return (check, ledger.statements.photographs)
    }

    /// Compares the photographs that entries name with the files of the folder.
    private func checkPhotographs(
        _ named: LedgerPhotographs, in check: inout JournalCheck, _ checking: Checking
    ) throws(JournalError) {
        let folder = photographFolder
        var missing: [PhotographID] = []
        for (id, sequence) in named.needed.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            do { try checking.pause() } catch { throw JournalError(error) }
            guard let bytes = folder.file(of: id).flatMap(folder.bytes) else {
                missing.append(id)
                continue
            }
            if Digest.of(bytes) == id.digest {
                check.photographs += 1
            } else {
                check.faults.append(.photographAltered(id, sequence: sequence))
            }
        }
        guard !missing.isEmpty else { return }
        // A photograph may have been deleted, with an entry, since the ledger was read.
        let needed = try photographs().needed
        for id in missing {
            if let sequence = needed[id] { check.faults.append(.photographMissing(id, sequence: sequence)) }
        }
    }
}
