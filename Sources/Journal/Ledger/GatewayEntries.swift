import Facilities
import Foundation
import GRDB

/// The entries of the whole gateway, which belong to no facility.
enum GatewayEntries {
    /// Returns the timeline of all changes of the clock.
    static func timeline(_ db: Database) throws -> Timeline {
        try rows(of: .clock, db).reduce(into: Timeline()) { timeline, row in
            let body = try PersonalTexts.joined(row[3], of: row[0], db)
            guard case .clock(let change)? = try? JSONDecoder().decode(Entry.self, from: Data(body.utf8)) else {
                return
            }
            timeline.take(change, at: row[0], Timestamp(milliseconds: row[2]))
        }
    }

    /// Returns the rows (sequence, facility, time, body) of the entries of the whole gateway that may be of a kind, in order.
    static func rows(of kind: Entry.Kind, after sequence: Int64 = .min, _ db: Database) throws -> [Row] {
        let sql = """
            SELECT sequence, facility, time, body FROM entry
            WHERE facility = '' AND sequence > ? AND instr(body, ?) > 0 ORDER BY sequence
            """
        return try Row.fetchAll(db, sql: sql, arguments: [sequence, #""event":"\#(kind.rawValue)""#])
    }
}
