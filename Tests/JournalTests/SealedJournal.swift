import Facilities
import Foundation
import GRDB
import Journal

/// A journal with sealed hours of two devices, an entry between, and samples of an hour that is not over.
struct SealedJournal {
    let path: String
    private(set) var sequence: Int64 = 0

    init(_ path: String) {
        self.path = path
    }

    func open() throws -> Journal { try Journal.open(path: path, now: now) }

    /// Fills hours of samples, two devices in turn, with an entry before each hour, and seals those that are over.
    ///
    /// - Parameter minutes: what is measured, from ten o'clock on.
    mutating func fill(_ journal: Journal, minutes: Range<Int>) async throws {
        for minute in minutes {
            var batch = Batch()
            if minute % 60 == 0 { batch.entries = [entry(next())] }
            batch.samples = [measured("b/1", minute), measured("b/2", minute, offset: 300)]
            try await journal.commit(batch)
        }
    }

    mutating func next() -> Int64 {
        sequence += 1
        return sequence
    }

    private mutating func measured(_ device: String, _ minute: Int, offset: Int64 = 0) -> Kept<Sample> {
        measured(device, at: now + .minutes(minute) + .milliseconds(offset), value: Double(minute))
    }

    mutating func measured(_ device: String, at time: Timestamp, value: Double) -> Kept<Sample> {
        let readings = [
            Reading(.pm10, value, .microgramPerCubicMetre, quality: value == 7 ? .uncertain(.stuck) : .good),
            Reading(.pm25, 0.1 * value, .microgramPerCubicMetre, raw: value),
        ]
        return Kept(
            sequence: next(), facility: code, time: time,
            Sample(device: DeviceID(device), time: time, readings: readings))
    }

    /// Seals every hour that is over.
    ///
    /// - Returns: the seals, in order.
    @discardableResult mutating func seal(
        _ journal: Journal, at time: Timestamp, slice: Int = Journal.slice
    ) async throws -> [Seal] {
        var (open, seals) = (try journal.openRange(), [Seal]())
        while true {
            switch try journal.read(into: &open, now: time, slice: slice) {
            case .more: continue
            case .upToDate: return seals
            case .sealed(let range):
                try await commit(range, journal, at: time)
                seals.append(range.seal)
            }
        }
    }

    /// Commits the seal of a range that was read.
    mutating func commit(_ range: SealedRange, _ journal: Journal, at time: Timestamp = now) async throws {
        let sequence = next()
        var batch = Batch()
        batch.entries = [KeptEntry(sequence: sequence, facility: nil, time: time, .seal(range.seal))]
        batch.seals = [KeptSeal(sequence: sequence, range)]
        try await journal.commit(batch)
    }

    /// Changes the file as somebody would who has SQLite, and puts the triggers back.
    func tamper(_ sql: String) throws {
        try DatabaseQueue(path: path).write { db in
            let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
            try db.execute(sql: sql)
            for trigger in triggers { try db.execute(sql: trigger[1]) }
        }
    }
}
