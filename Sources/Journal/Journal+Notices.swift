public import Facilities
import GRDB

extension Journal {
    /// Returns the notices of the gateway with the people who have read them, from the whole ledger.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func postedNotices() throws(JournalError) -> Notices {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = '' AND (instr(body, '"event":"record"') OR instr(body, '"event":"erased"'))
                ORDER BY sequence
                """
            let found = try Row.fetchCursor(db, sql: sql)
            var notices = Notices()
            while let row = try found.next() { notices.take(try rows.entry(row, db)) }
            return notices
        }
    }
}
