import Facilities
import GRDB

extension Delivered {
    static let migration = "delivered"

    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE delivered (
                    uplink TEXT NOT NULL, facility TEXT NOT NULL, day INTEGER NOT NULL, device TEXT NOT NULL,
                    samples INTEGER NOT NULL, PRIMARY KEY (uplink, facility, day, device)
                ) WITHOUT ROWID
                """)
    }

    /// Adds to the number of samples that were accepted before.
    func write(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO delivered (uplink, facility, day, device, samples) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET samples = samples + excluded.samples
                """)
        try statement.execute(arguments: [uplink, facility.description, day.number, device.description, samples])
    }

    /// Returns the numbers of samples of each device that were accepted, by day.
    static func read(
        _ db: Database, _ uplink: String, _ facility: Facility.Code, _ days: ClosedRange<Day>
    ) throws -> [DeviceID: [Day: Int]] {
        let sql = """
            SELECT device, day, samples FROM delivered WHERE uplink = ? AND facility = ? AND day BETWEEN ? AND ?
            """
        let arguments: StatementArguments = [
            uplink, facility.description, days.lowerBound.number, days.upperBound.number,
        ]
        var samples: [DeviceID: [Day: Int]] = [:]
        for row in try Row.fetchAll(db, sql: sql, arguments: arguments) {
            samples[DeviceID(row[0] as String), default: [:]][Day(number: row[1])] = row[2]
        }
        return samples
    }
}
