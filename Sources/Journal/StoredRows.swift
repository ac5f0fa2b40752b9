public import Facilities
import Foundation
import GRDB

/// Reads rows as they are meant: with the columns of their series, the texts of people, and times as far as they are known now.
struct StoredRows: Sendable {
    let series: SeriesTable
    let timeline: Timeline

    /// What was found that nobody can read.
    struct Unreadable {
        var found: [DamagedBlock] = []
    }

    /// Returns the condition of SQL on `sequence` and `time` that holds for everything of a time or later, and for some that is earlier:
    /// what a clock that was ahead has given.
    func isSince(_ time: Timestamp) -> String {
        timeline.stretchesByShift.map { stretch in
            let (first, last) = (stretch.sequences.lowerBound, stretch.sequences.upperBound)
            return "(sequence BETWEEN \(first) AND \(last) AND time >= \((time - stretch.by).milliseconds))"
        }
        .joined(separator: " OR ")
    }

    /// Whether a sample is of a time or later.
    func isSince(_ time: Timestamp, _ sample: StoredSample) -> Bool {
        timeline.stretchesByShift.contains { $0.sequences.contains(sample.sequence) && sample.time >= time - $0.by }
    }

    /// Returns the condition of SQL that holds for every fold in which `isSince` may hold for a sample.
    func isSinceInFold(_ time: Timestamp) -> String {
        timeline.stretchesByShift.map { stretch in
            let (first, last) = (stretch.sequences.lowerBound, stretch.sequences.upperBound)
            return "(last >= \(first) AND first <= \(last) AND latest >= \((time - stretch.by).milliseconds))"
        }
        .joined(separator: " OR ")
    }

    /// Returns the condition of SQL on `sequence` and `time` that holds for everything before a time, and for some that is later.
    func isBefore(_ time: Timestamp) -> String {
        typealias Stretch = (sequences: ClosedRange<Int64>, latest: Int64?)
        let stretches = timeline.corrections.reduce(into: [Stretch]()) { stretches, correction in
            // Stamps that are later than a time that is known are taken for that one, however late they are.
            let isAnyTime = correction.notAfter.map { $0 < time } ?? false
            let latest = isAnyTime ? nil : (time - (correction.shift?.by ?? .zero)).milliseconds
            if let last = stretches.last, last.latest == latest {
                stretches[stretches.count - 1].sequences = last.sequences.lowerBound...correction.sequences.upperBound
            } else {
                stretches.append((correction.sequences, latest))
            }
        }
        return stretches.map { stretch in
            let (first, last) = (stretch.sequences.lowerBound, stretch.sequences.upperBound)
            let isEarly = stretch.latest.map { " AND time < \($0)" } ?? ""
            return "(sequence BETWEEN \(first) AND \(last)\(isEarly))"
        }
        .joined(separator: " OR ")
    }

    func sample(_ stored: StoredSample, _ unreadable: inout Unreadable) throws -> Kept<Sample> {
        guard let series = series[stored.series] else { throw JournalError.corrupt("a sample has no series") }
        let time = timeline.corrected(stored.time, at: stored.sequence)
        let readings: [Reading]
        do {
            readings = try stored.readings(series.columns)
        } catch {
            // A sample without values stops neither a start nor back-fill.
            readings = []
            unreadable.found.append(DamagedBlock(stored))
        }
        return Kept(
            sequence: stored.sequence, facility: series.facility, time: time,
            Sample(device: series.device, time: time, readings: readings)
        )
    }

    /// - Parameter row: sequence, series, interval, start and data.
    func aggregate(_ row: Row) throws -> Kept<Aggregate> {
        let stored = try Aggregates.decoded(row, series)
        var aggregate = stored.content
        aggregate.start = timeline.corrected(aggregate.start, at: stored.sequence)
        return Kept(sequence: stored.sequence, facility: stored.facility, time: aggregate.end, aggregate)
    }

    /// - Parameter row: sequence, facility, time and body.
    func entry(_ row: Row, _ db: Database) throws -> KeptEntry {
        // What is of the whole gateway has none, nor has what a newer version wrote in another form.
        let code = Facility.Code(row[1])
        let isReadable = code != nil || (row[1] as String).isEmpty
        let stamp = Timestamp(milliseconds: row[2])
        let correction = timeline.correction(at: row[0])
        let body = try PersonalTexts.joined(row[3], of: row[0], db)
        var entry = Self.decoded(body, stamp, correction)
        // Nobody knows which texts of an unknown entry are personal: their hashes stand in their place.
        if entry?.kind == .unknown { entry = Self.decoded(row[3], stamp, correction) }
        let content = isReadable ? entry ?? .unknown(.unreadable) : .unknown(.unreadable)
        return KeptEntry(sequence: row[0], facility: code, time: correction.corrected(stamp), content)
    }

    /// Times in it are corrected as its stamp is. A seal keeps those of the samples as they are stored, and a record the time that a
    /// person gave.
    private static func decoded(_ body: String, _ stamp: Timestamp, _ correction: Timeline.Correction) -> Entry? {
        let data = Data(body.utf8)
        guard let stored = try? JSONDecoder().decode(Entry.self, from: data) else { return nil }
        guard let shift = correction.shift, stored.moves(with: stamp) else { return stored }
        let decoder = JSONDecoder()
        decoder.userInfo[.clockShift] = shift
        return try? decoder.decode(Entry.self, from: data)
    }
}

extension Entry {
    /// Whether its times are the gateway's own, as its stamp is.
    fileprivate func moves(with stamp: Timestamp) -> Bool {
        switch self {
        case .seal, .clock: false
        case .record(let record): !record.isGiven(stamp)
        default: true
        }
    }
}

extension Journal {
    /// The times that people gave in records since a sequence.
    public func timesGiven(since sequence: Int64) throws(JournalError) -> Set<Timestamp> {
        try read { db in
            let sql = """
                SELECT time, body FROM entry WHERE sequence >= ? AND instr(body, '"event":"record"') > 0
                """
            return try Row.fetchAll(db, sql: sql, arguments: [sequence]).reduce(into: []) { times, row in
                let entry = try? JSONDecoder().decode(Entry.self, from: Data((row[1] as String).utf8))
                guard case .record(let record)? = entry, record.isGiven(Timestamp(milliseconds: row[0])) else { return }
                times.insert(record.at)
            }
        }
    }

    /// What the stamps in it mean.
    public var timeline: Timeline { state.timeline }

    /// Reads rows by what is known now.
    var rows: StoredRows { StoredRows(series: series, timeline: timeline) }

    /// Reads every change of the clock.
    static func timeline(_ db: Database) throws -> Timeline {
        try ofGateway(.clock, db).reduce(into: Timeline()) { timeline, row in
            let body = try PersonalTexts.joined(row[3], of: row[0], db)
            guard case .clock(let change)? = try? JSONDecoder().decode(Entry.self, from: Data(body.utf8)) else {
                return
            }
            timeline.take(change, at: row[0], Timestamp(milliseconds: row[2]))
        }
    }

    /// Returns the rows (sequence, facility, time, body) of entries of the whole gateway that look like ones of a kind, in order.
    static func ofGateway(_ kind: Entry.Kind, after sequence: Int64 = .min, _ db: Database) throws -> [Row] {
        let sql = """
            SELECT sequence, facility, time, body FROM entry
            WHERE facility = '' AND sequence > ? AND instr(body, ?) > 0 ORDER BY sequence
            """
        return try Row.fetchAll(db, sql: sql, arguments: [sequence, #""event":"\#(kind.rawValue)""#])
    }
}

extension Journal {
    /// Quarters of an hour, by their corrected times, in which there are minutes that the clock's change of a sequence has corrected;
    /// those since a time.
    public func quarters(correctedBy sequence: Int64, since time: Timestamp) throws(JournalError) -> [Kept<Aggregate>] {
        let first = timeline.firstSequence(ofStartAt: sequence)
        return try read { [rows] db in
            let sql = """
                SELECT max(sequence), series, interval, min(start), x'' FROM aggregate
                WHERE sequence BETWEEN ? AND ? AND interval = ? AND series IN (SELECT id FROM series)
                GROUP BY series, start / 900000
                """
            let interval = Aggregate.Interval.minute.rawValue
            return try Row.fetchAll(db, sql: sql, arguments: [max(first, 1), sequence, interval]).map(rows.aggregate)
                .filter { $0.content.start >= time }
        }
    }
}
