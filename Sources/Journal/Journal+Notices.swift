public import Facilities
import GRDB

extension Journal {
    /// The notices of the gateway, with who has read them, by the whole ledger.
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
