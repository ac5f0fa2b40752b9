import Facilities
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
        let stored = try stored(row)
        var aggregate = stored.content
        aggregate.start = timeline.corrected(aggregate.start, at: stored.sequence)
        return Kept(sequence: stored.sequence, facility: stored.facility, time: aggregate.end, aggregate)
    }

    private func stored(_ row: Row) throws -> Kept<Aggregate> {
        guard let series = series[row[1]], let interval = Aggregate.Interval(rawValue: row[2]) else {
            throw JournalError.corrupt("an aggregate has no series, or an unknown interval")
        }
        // One that cannot be read stops neither a start nor back-fill.
        let columns = (try? AggregateBlob.decode([UInt8](row[4] as Data), columns: series.columns)) ?? []
        let aggregate = Aggregate(
            device: series.device, interval: interval, start: Timestamp(milliseconds: row[3]), columns: columns
        )
        return Kept(sequence: row[0], facility: series.facility, time: aggregate.end, aggregate)
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
