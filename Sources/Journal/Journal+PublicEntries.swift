public import Facilities
import GRDB

extension Journal {
    /// What everybody may see of some kinds that was entered and found at a facility in a time, in order, at most `limit` of it.
    ///
    /// - Parameter sequence: only what comes after it.
    public func publicEntries(
        of facility: Facility.Code, _ kinds: Set<Entry.Kind>, in time: Range<Timestamp>, after sequence: Int64,
        limit: Int
    ) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility = ? AND sequence > ?
                AND (\(rows.isSince(time.lowerBound))) AND (\(rows.isBefore(time.upperBound))) ORDER BY sequence
                """
            let found = try Row.fetchCursor(db, sql: sql, arguments: [facility.description, sequence])
            var entries: [KeptEntry] = []
            while entries.count < limit, let row = try found.next() {
                let entry = try rows.entry(row, db)
                guard time.contains(entry.time), kinds.contains(entry.content.kind), entry.content.isPublic else {
                    continue
                }
                entries.append(entry)
            }
            return entries
        }
    }
}
