public import Facilities
import GRDB

/// Lists of entries for pages and rules.
extension Journal {
    /// Returns the entries of a facility, the newest first.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func entries(of facility: Facility.Code, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility = ? ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, limit]).map {
                try rows.entry($0, db)
            }
        }
    }

    /// Returns the records of a facility, the newest first.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func records(of facility: Facility.Code, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND instr(body, '"event":"record"') ORDER BY sequence DESC LIMIT ?
                """
            return try Row.fetchAll(db, sql: sql, arguments: [facility.description, limit]).map {
                try rows.entry($0, db)
            }
        }
    }

    /// Returns the public entries of a facility other than records, the newest first.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func publicNotes(of facility: Facility.Code, limit: Int) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = "SELECT sequence, facility, time, body FROM entry WHERE facility = ? ORDER BY sequence DESC"
            let found = try Row.fetchCursor(db, sql: sql, arguments: [facility.description])
            var entries: [KeptEntry] = []
            while entries.count < limit, let row = try found.next() {
                let entry = try rows.entry(row, db)
                if entry.content.isPublic, entry.content.kind != .record { entries.append(entry) }
            }
            return entries
        }
    }

    /// Returns the entries of a facility after a sequence, in order, at most `limit` of them.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func entries(
        of facility: Facility.Code, after sequence: Int64, upTo end: Int64, limit: Int
    ) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?
                """
            let arguments: StatementArguments = [facility.description, sequence, end, limit]
            return try Row.fetchAll(db, sql: sql, arguments: arguments).map { try rows.entry($0, db) }
        }
    }

    /// Returns the entries of a facility since a time, the newest first, at most 1000 of them.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func entries(of facility: Facility.Code, since time: Timestamp) throws(JournalError) -> [KeptEntry] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry WHERE facility = ? AND (\(rows.isSince(time)))
                ORDER BY sequence DESC
                """
            let found = try Row.fetchCursor(db, sql: sql, arguments: [facility.description])
            var entries: [KeptEntry] = []
            while entries.count < 1000, let row = try found.next() {
                let entry = try rows.entry(row, db)
                if entry.time >= time { entries.append(entry) }
            }
            return entries
        }
    }

    /// Returns the accounts of days of a facility that were entered since a time, in order, one for each day.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func accounts(of facility: Facility.Code, since time: Timestamp) throws(JournalError) -> [Account] {
        try read { [rows] db in
            let sql = """
                SELECT sequence, facility, time, body FROM entry
                WHERE facility = ? AND (\(rows.isSince(time)))
                AND CASE WHEN json_valid(body) THEN json_extract(body, '$.event') END = 'account' ORDER BY sequence
                """
            let found = try Row.fetchAll(db, sql: sql, arguments: [facility.description])
            var accounts: [Day: Account] = [:]
            for row in found {
                let entry = try rows.entry(row, db)
                if entry.time >= time, case .account(let account) = entry.content { accounts[account.day] = account }
            }
            return accounts.values.sorted { $0.day < $1.day }
        }
    }
}
