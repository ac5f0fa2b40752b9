import Facilities
import Foundation
import GRDB

/// The decoding of rows, with the columns of their series, their personal texts, and the present corrections of times.
struct StoredRows: Sendable {
    let series: SeriesTable
    let timeline: Timeline

    /// The blocks and samples that could not be decoded.
    struct Unreadable {
        var found: [DamagedBlock] = []
    }

    /// Returns the SQL condition on `sequence` and `time` that is true for all rows of a time or later, and for some earlier ones that a
    /// fast clock has stamped.
    func isSince(_ time: Timestamp) -> String {
        let conditions = timeline.stretchesByShift.map { stretch in
            let (first, last) = (stretch.sequences.lowerBound, stretch.sequences.upperBound)
            return "(sequence BETWEEN \(first) AND \(last) AND time >= \((time - stretch.by).milliseconds))"
        }
        return conditions.joined(separator: " OR ")
    }

    /// Returns whether a sample is of a time or later.
    func isSince(_ time: Timestamp, _ sample: StoredSample) -> Bool {
        timeline.stretchesByShift.contains { $0.sequences.contains(sample.sequence) && sample.time >= time - $0.by }
    }

    /// Returns the SQL condition that is true for every fold in which `isSince` may be true for a sample.
    func isSinceInFold(_ time: Timestamp) -> String {
        let conditions = timeline.stretchesByShift.map { stretch in
            let (first, last) = (stretch.sequences.lowerBound, stretch.sequences.upperBound)
            return "(last >= \(first) AND first <= \(last) AND latest >= \((time - stretch.by).milliseconds))"
        }
        return conditions.joined(separator: " OR ")
    }

    /// Returns the SQL condition on `sequence` and `time` that is true for all rows before a time, and for some later ones.
    func isBefore(_ time: Timestamp) -> String {
        var stretches: [(sequences: ClosedRange<Int64>, latest: Int64?)] = []
        for correction in timeline.corrections {
            let latest = Self.latestStamp(before: time, correction)
            if let last = stretches.last, last.latest == latest {
                stretches[stretches.count - 1].sequences = last.sequences.lowerBound...correction.sequences.upperBound
            } else {
                stretches.append((correction.sequences, latest))
            }
        }
        let conditions = stretches.map { stretch in
            let (first, last) = (stretch.sequences.lowerBound, stretch.sequences.upperBound)
            let isEarly = stretch.latest.map { " AND time < \($0)" } ?? ""
            return "(sequence BETWEEN \(first) AND \(last)\(isEarly))"
        }
        return conditions.joined(separator: " OR ")
    }

    /// Returns the stamp, in milliseconds, before which a corrected time is before `time`; nil where it is so for any stamp.
    private static func latestStamp(before time: Timestamp, _ correction: Timeline.Correction) -> Int64? {
        // Stamps that are later than a known time are corrected to that time, however late they are.
        if let notAfter = correction.notAfter, notAfter < time { return nil }
        return (time - (correction.shift?.by ?? .zero)).milliseconds
    }

    /// Decodes a sample. One whose values cannot be decoded has no readings, and is added to `unreadable`.
    ///
    /// - Throws: `corrupt` if it has no series.
    func sample(_ stored: StoredSample, _ unreadable: inout Unreadable) throws -> Kept<Sample> {
        guard let series = series[stored.series] else { throw JournalError.corrupt("a sample has no series") }
        let time = timeline.corrected(stored.time, at: stored.sequence)
        let readings: [Reading]
        do {
            readings = try stored.readings(series.columns)
        } catch {
            // A sample that cannot be decoded must stop neither a start nor back-fill.
            readings = []
            unreadable.found.append(DamagedBlock(stored))
        }
        return Kept(
            sequence: stored.sequence, facility: series.facility, time: time,
            Sample(device: series.device, time: time, readings: readings)
        )
    }

    /// Decodes an aggregate. One whose values cannot be decoded has no columns.
    ///
    /// - Parameter row: sequence, series, interval, start and data.
    /// - Throws: `corrupt` if it has no series, or an unknown interval.
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
        // An aggregate that cannot be decoded must stop neither a start nor back-fill.
        let columns = (try? AggregateBlob.decode([UInt8](row[4] as Data), columns: series.columns)) ?? []
        let aggregate = Aggregate(
            device: series.device, interval: interval, start: Timestamp(milliseconds: row[3]), columns: columns
        )
        return Kept(sequence: row[0], facility: series.facility, time: aggregate.end, aggregate)
    }

    /// Decodes an entry. One that this version does not know has unknown content.
    ///
    /// - Parameter row: sequence, facility, time and body.
    func entry(_ row: Row, _ db: Database) throws -> KeptEntry {
        // An entry of the whole gateway has no code; neither has one that a newer version wrote in another form.
        let code = Facility.Code(row[1])
        let isReadable = code != nil || (row[1] as String).isEmpty
        let stamp = Timestamp(milliseconds: row[2])
        let correction = timeline.correction(at: row[0])
        let body = try PersonalTexts.joined(row[3], of: row[0], db)
        var entry = Self.decoded(body, stamp, correction)
        // Which texts of an unknown entry are personal is not known, so that it is shown with their hashes.
        if entry?.kind == .unknown { entry = Self.decoded(row[3], stamp, correction) }
        var content = Entry.unknown(.unreadable)
        if isReadable, let entry { content = entry }
        return KeptEntry(sequence: row[0], facility: code, time: correction.corrected(stamp), content)
    }

    /// Decodes the body of an entry; nil where it cannot be decoded. Its times are corrected like its stamp, except those of a seal, which
    /// are those of the stored samples, and the time that a person gave in a record.
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
    /// Returns whether its times are from the gateway's clock, like its stamp.
    fileprivate func moves(with stamp: Timestamp) -> Bool {
        switch self {
        case .seal, .clock: false
        case .record(let record): !record.isGiven(stamp)
        default: true
        }
    }
}
