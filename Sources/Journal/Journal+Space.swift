public import Facilities
import Foundation
import GRDB

extension Journal {
    /// Frees space: drops the oldest tenth of the samples, and says which. The one-minute means may reach back ten times as
    /// far as the samples that are left, or they would take all of the room in the end. Entries and longer means stay.
    public func dropOldest() async throws(JournalError) -> Loss? {
        do {
            return try await pool.write { db in
                // Least and greatest apart: asked for together, SQLite looks at every row.
                guard let first = try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM sample"),
                    let last = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM sample")
                else { return nil }
                let end = first + (last - first) / 10
                try db.execute(sql: "DELETE FROM sample WHERE sequence <= ?", arguments: [end])
                let count = db.changesCount
                try db.execute(
                    sql: "DELETE FROM aggregate WHERE interval = '1min' AND sequence < ?",
                    arguments: [last - 10 * (last - end)]
                )
                return Loss(from: first, to: end, count: Int64(count), reason: .full)
            }
        } catch {
            throw JournalError(error)
        }
    }
}
