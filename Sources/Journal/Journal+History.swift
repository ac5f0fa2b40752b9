public import Facilities
import GRDB

extension Journal {
    /// Returns the accounts of days and the records of maintenance of a facility, the newest first, with some of the day before.
    ///
    /// It reads backwards, up to the first account of an earlier day, so that the length of the ledger does not matter.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func dayEntries(of facility: Facility.Code, since day: Day) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility = ?
                AND (instr(body, '"event":"account"') OR instr(body, '"kind":"maintenance"')) ORDER BY sequence DESC
                """
            let found = try Row.fetchCursor(db, sql: sql, arguments: [facility.description])
            var entries: [KeptEntry] = []
            while let row = try found.next() {
                let entry = try rows.entry(row, db)
                entries.append(entry)
                if case .account(let account) = entry.content, account.day < day { break }
            }
            return entries
        }
    }

    /// Returns the records of a facility within a time, the newest first, at most `limit` of them. The city's hourly values are omitted.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func acts(
        of facility: Facility.Code, in time: Range<Timestamp>, limit: Int
    ) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND (\(rows.isSince(time.lowerBound))) AND (\(rows.isBefore(time.upperBound)))
                AND instr(body, '"event":"record"') AND NOT instr(body, '"kind":"cityAir"') ORDER BY sequence DESC
                """
            let found = try Row.fetchCursor(db, sql: sql, arguments: [facility.description])
            var entries: [KeptEntry] = []
            while entries.count < limit, let row = try found.next() {
                let entry = try rows.entry(row, db)
                if case .record = entry.content, time.contains(entry.time) { entries.append(entry) }
            }
            return entries
        }
    }

    /// Returns the first day of which a facility has an account; nil where there is none yet.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func firstDay(of facility: Facility.Code) throws(JournalError) -> Day? {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND instr(body, '"event":"account"') ORDER BY sequence
                """
            let found = try Row.fetchCursor(db, sql: sql, arguments: [facility.description])
            while let row = try found.next() {
                if case .account(let account) = try rows.entry(row, db).content { return account.day }
            }
            return nil
        }
    }
}
