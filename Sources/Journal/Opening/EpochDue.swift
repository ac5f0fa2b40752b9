import Facilities
import GRDB

/// The epoch that must begin because of the state in which a file was found. The reason is stored by the transaction that finds it, until
/// the entry of the epoch is committed, so that a crash between the two hides none.
enum EpochDue {
    private static let mark = "epoch "

    /// Stores the reason. It replaces an earlier one, since a single epoch separates what follows from both.
    static func note(_ reason: EpochChange.Reason, _ db: Database) throws {
        try enter(db)
        let sequence = try Sequences.last(db)
        try db.execute(
            sql: "INSERT INTO counter (name, value) VALUES (?, ?)", arguments: [mark + reason.rawValue, sequence])
    }

    /// Returns the reason why an epoch must begin; nil where none must. A file without an epoch needs its first one.
    static func pending(_ db: Database) throws -> EpochChange.Reason? {
        let names = try String.fetchAll(
            db, sql: "SELECT name FROM counter WHERE substr(name, 1, ?) = ?", arguments: [mark.count, mark])
        for name in names {
            if let reason = EpochChange.Reason(rawValue: String(name.dropFirst(mark.count))) { return reason }
        }
        guard try epochs(db).newest == nil else { return nil }
        let isNew = try Sequences.last(db) == 0
        return isNew ? .fresh : .upgraded
    }

    /// Removes the reason, because an entry has begun the epoch.
    static func enter(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM counter WHERE substr(name, 1, ?) = ?", arguments: [mark.count, mark])
    }

    /// Returns the epochs of the ledger.
    static func epochs(_ db: Database) throws -> Epochs {
        let rows = StoredRows(series: SeriesTable(), timeline: try GatewayEntries.timeline(db))
        var epochs = Epochs()
        for row in try GatewayEntries.rows(of: .epoch, db) { epochs.take(try rows.entry(row, db)) }
        return epochs
    }
}
