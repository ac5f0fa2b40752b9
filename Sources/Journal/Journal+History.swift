public import Facilities
import GRDB

extension Journal {
    /// What is kept of the days of a facility, the newest first: their accounts and the records of maintenance, with some of the day before.
    ///
    /// Read backwards and no further than to the first account of an earlier day, so that a ledger of years costs no more than one of a month.
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

    /// What people entered of a time at a facility, the newest first, at most `limit` of it. The city's hourly values are no act.
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

    /// The first day of which a facility has an account; nil where there is none yet.
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
