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
                AND (\(rows.isSince(time.lowerBound))) AND (\(rows.isBefore(time.upperBound)))
                AND (\(Self.isOf(kinds))) ORDER BY sequence
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

    /// Returns the condition of SQL on `body` that holds for every entry of some kinds, and for some of others: these are not decoded in vain.
    private static func isOf(_ kinds: Set<Entry.Kind>) -> String {
        // Any word may be one that cannot be read.
        guard !kinds.isEmpty, !kinds.contains(.unknown) else { return "TRUE" }
        return kinds.map(\.rawValue).sorted().map { #"instr(body, '"event":"\#($0)"')"# }.joined(separator: " OR ")
    }
}
