public import Facilities
import GRDB

extension Journal {
    /// Returns the records of some kinds of a facility, the newest first, and the sequence up to which the ledger was searched.
    ///
    /// - Parameter sequence: the sequence after which the search begins.
    /// - Throws: the reason why the journal cannot be read.
    public func records(
        of facility: Facility.Code, _ kinds: Set<RecordKind>, after sequence: Int64 = 0, limit: Int
    ) throws(JournalError) -> (entries: [KeptEntry], through: Int64) {
        try read { [rows] db in
            // Within a JSON string the quotation marks are escaped, so that only the kind itself can be found.
            let named = kinds.map { "instr(body, '\"kind\":\"\($0.rawValue)\"')" }.sorted()
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND sequence > ? AND instr(body, '"event":"record"') AND (\(named.joined(separator: " OR ")))
                ORDER BY sequence DESC LIMIT ?
                """
            let last = "SELECT max(sequence) FROM entry WHERE facility = ?"
            let through = try Int64.fetchOne(db, sql: last, arguments: [facility.description]) ?? sequence
            let entries = try Row.fetchAll(db, sql: sql, arguments: [facility.description, sequence, limit]).map {
                try rows.entry($0, db)
            }
            return (entries, through)
        }
    }
}
