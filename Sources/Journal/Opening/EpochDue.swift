import Facilities
import GRDB

/// The epoch that is to begin because of how a file was found. The reason stands in the file from the transaction that finds it until
/// the entry is committed, so that a crash between the two hides none.
enum EpochDue {
    private static let mark = "epoch "

    /// The newest reason takes the place of an earlier one: one epoch separates what follows from both.
    static func note(_ reason: EpochChange.Reason, _ db: Database) throws {
        try enter(db)
        let sequence = try Sequences.last(db)
        try db.execute(
            sql: "INSERT INTO counter (name, value) VALUES (?, ?)", arguments: [mark + reason.rawValue, sequence])
    }

    /// Returns why an epoch is to begin; nil where none is. A file without an epoch needs its first one.
    static func pending(_ db: Database) throws -> EpochChange.Reason? {
        let names = try String.fetchAll(
            db, sql: "SELECT name FROM counter WHERE substr(name, 1, ?) = ?", arguments: [mark.count, mark])
        let noted = names.compactMap { EpochChange.Reason(rawValue: String($0.dropFirst(mark.count))) }.first
        if let noted { return noted }
        guard try epochs(db).newest == nil else { return nil }
        return try Sequences.last(db) == 0 ? .fresh : .upgraded
    }

    /// Forgets what an entry has begun.
    static func enter(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM counter WHERE substr(name, 1, ?) = ?", arguments: [mark.count, mark])
    }

    /// Returns the epochs that the ledger names. Of the entries of the whole gateway only those that look like one are decoded.
    static func epochs(_ db: Database) throws -> Epochs {
        let rows = StoredRows(series: SeriesTable(), timeline: try GatewayEntries.timeline(db))
        return try GatewayEntries.rows(of: .epoch, db).reduce(into: Epochs()) { epochs, row in
            epochs.take(try rows.entry(row, db))
        }
    }
}
