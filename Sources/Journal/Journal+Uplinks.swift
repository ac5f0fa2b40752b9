public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Returns the progress of all uplinks that ever had a position in this journal, by their names.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func uplinks() throws(JournalError) -> [String: UplinkProgress] {
        try read { db in
            var uplinks: [String: UplinkProgress] = [:]
            for row in try Row.fetchAll(db, sql: "SELECT name, progress FROM uplink") {
                let text = row[1] as String
                uplinks[row[0]] = try JSONDecoder().decode(UplinkProgress.self, from: Data(text.utf8))
            }
            return uplinks
        }
    }

    /// Returns the sequence behind which all items of a time or later are.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func lastSequence(before time: Timestamp) throws(JournalError) -> Int64 {
        try read { [rows] db in
            let found = try ["sample", "entry"].map { table in
                try Int64.fetchOne(
                    db, sql: "SELECT sequence FROM \(table) WHERE \(rows.isSince(time)) ORDER BY sequence LIMIT 1")
            }
            let firsts = try (found + [firstFolded(since: time, db)]).compactMap(\.self)
            return try firsts.min().map { $0 - 1 } ?? Sequences.last(db)
        }
    }

    /// Returns the sequence of the first sample in a fold that is of a time or later; nil where there is none.
    private func firstFolded(since time: Timestamp, _ db: Database) throws -> Int64? {
        let sql = """
            SELECT first, last, count, earliest, latest FROM fold WHERE \(rows.isSinceInFold(time)) ORDER BY first
            """
        let folds = try Row.fetchCursor(db, sql: sql)
        while let fold = try folds.next().map(Fold.init) {
            let samples = try StoredSamples(series, cache: blocks).samples(of: fold, in: fold.range, of: nil, db)
                .samples
            if let first = samples.first(where: { rows.isSince(time, $0) }) { return first.sequence }
        }
        return nil
    }

    /// Returns the items that are not sent to an uplink any more, in order of sequence.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func quarantined(of uplink: String) throws(JournalError) -> [Quarantined] {
        try read { db in
            let sql = """
                SELECT sequence, facility, kind, size, reason, time FROM quarantine WHERE uplink = ? ORDER BY sequence
                """
            return try Row.fetchAll(db, sql: sql, arguments: [uplink]).map { row in
                let kind = ItemStream.Kind(rawValue: row[2]) ?? .events
                return Quarantined(
                    uplink: uplink, sequence: row[0], stream: ItemStream(Facility.Code(row[1] as String), kind),
                    size: row[3], reason: row[4], time: Timestamp(milliseconds: row[5]))
            }
        }
    }

    /// Returns the topics of which the broker of an uplink retains a message of this gateway.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func retainedTopics(of uplink: String) throws(JournalError) -> Set<String> {
        try read { db in
            try String.fetchSet(db, sql: "SELECT topic FROM retained WHERE uplink = ?", arguments: [uplink])
        }
    }
}
