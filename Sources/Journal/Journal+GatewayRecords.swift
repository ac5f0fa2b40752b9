public import Facilities
import GRDB

extension Journal {
    /// Returns the records of a kind that are of the whole gateway, the newest entered first.
    public func gatewayRecords(_ kind: RecordKind, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            // In a text of a body the quotes are escaped, so that only the kind itself can be found.
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = '' AND instr(body, '"event":"record"') AND instr(body, '"kind":"\(kind.rawValue)"')
                ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [limit]).map { try rows.entry($0, db) }
        }
    }
}
