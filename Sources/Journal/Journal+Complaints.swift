import Facilities
import GRDB

extension Journal {
    /// Returns the complaints in its ledger.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func complaints() throws(JournalError) -> LedgerComplaints {
        try read { [timeline] db in
            var complaints = LedgerComplaints()
            let rows = try Row.fetchCursor(db, sql: "SELECT sequence, time, body FROM entry ORDER BY sequence")
            while let row = try rows.next() {
                let sequence = row.integer(0)
                let time = timeline.corrected(Timestamp(milliseconds: row.integer(1)), at: sequence)
                complaints.take(row.text(2), sequence, at: time)
            }
            return complaints
        }
    }
}
