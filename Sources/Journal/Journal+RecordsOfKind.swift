public import Facilities
import GRDB

extension Journal {
    /// Returns the records of some kinds of a facility, the newest entered first.
    public func records(
        of facility: Facility.Code, _ kinds: Set<RecordKind>, limit: Int
    ) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            // In a text of a body the quotes are escaped, so that only the kind itself can be found.
            let named = kinds.map(\.rawValue).sorted().map { "instr(body, '\"kind\":\"\($0)\"')" }
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND instr(body, '"event":"record"') AND (\(named.joined(separator: " OR ")))
                ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, limit]).map {
                try rows.entry($0, db)
            }
        }
    }
}
