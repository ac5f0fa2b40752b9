import Facilities
import Foundation
import GRDB

/// A fold that is ready to be written in the place of its rows.
public struct NextFold: Hashable, Sendable {
    let fold: Fold
    let blocks: [Block]
    /// The sealed range in which it is.
    let seal: FoldedSeal

    /// A fold is decoded at once: its readings take up to 8 MB of memory then.
    static let mostReadings = 100_000

    /// Reads the oldest rows that are sealed, and encodes them.
    ///
    /// - Parameter known: the sealed range that was folded last.
    /// - Returns: nil where nothing is to be folded.
    init?(_ db: Database, behind known: FoldedSeal?) throws {
        let sql = "SELECT min(sequence) FROM sample WHERE sequence > ?"
        guard let first = try Int64.fetchOne(db, sql: sql, arguments: [Folds.end(db)]),
            let seal = try FoldedSeal.of(first, behind: known, db)
        else { return nil }
        let sources = try SealedSource.Table(db)
        let samples = try Self.rows(in: first...seal.to, sources, db)
        guard let last = samples.last else { return nil }
        let series = Dictionary(grouping: samples, by: \.series)
        blocks = try series.map { id, samples in
            try Self.block(samples, sources[id].columns, isVerbatim: seal.verbatim.contains(id))
        }
        .sorted { $0.first < $1.first }
        fold = Fold(
            first: first, last: last.sequence, count: Int64(samples.count),
            earliest: blocks.map(\.earliest).min() ?? 0, latest: blocks.map(\.latest).max() ?? 0)
        self.seal = seal
    }

    private static func rows(
        in range: ClosedRange<Int64>, _ sources: SealedSource.Table, _ db: Database
    ) throws -> [StoredSample] {
        let rows = try StoredSamples(sources).cursor(in: range, db)
        var (samples, readings) = ([StoredSample](), 0)
        while samples.count < Fold.mostSamples, readings < mostReadings, let sample = try rows.next() {
            samples.append(sample)
            // Of a series that nobody can read, the bytes count as many.
            readings += max(1, sources[sample.series].columns.count, sample.data.count / 16)
        }
        return samples
    }

    private static func block(
        _ samples: [StoredSample], _ columns: [Column], isVerbatim: Bool
    ) throws -> Block {
        let stored = samples.map { FoldedSample($0, content: .verbatim($0.data)) }
        let read = isVerbatim || columns.isEmpty ? stored : samples.map { FoldedSample($0, columns) }
        let data =
            try [read, stored].lazy.compactMap { encoded($0, columns) }.first
            ?? { throw JournalError.refused("samples cannot be folded: what is decoded is not what was encoded") }()
        return Block(
            first: samples[0].sequence, last: samples[samples.count - 1].sequence, series: samples[0].series,
            count: Int64(samples.count), earliest: samples.map(\.milliseconds).min() ?? 0,
            latest: samples.map(\.milliseconds).max() ?? 0, data: Data(data))
    }

    /// Nil where the samples would not come back as they are, to the bit: then nothing may be deleted for them.
    private static func encoded(_ samples: [FoldedSample], _ columns: [Column]) -> [UInt8]? {
        let bytes = FoldBlock.encode(samples, columns: columns)
        guard let decoded = try? FoldBlock.decode(bytes, columns: columns), decoded.count == samples.count,
            zip(decoded, samples).allSatisfy({ $0.isIdentical(to: $1) })
        else { return nil }
        return bytes
    }

    // MARK: Writing

    /// Puts the blocks in the place of the rows, in one transaction.
    ///
    /// - Returns: whether it was written; false where the rows are not what they were any more, and nothing was changed.
    /// - Throws: `full` if it would take more than the rows, and there is no space for that.
    func write(upTo maximumPages: Int64, _ db: Database) throws -> Bool {
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
        return try Space.freeing(db) {
            var isWritten = false
            try db.inTransaction(.immediate) {
                let before = try Space.used(db)
                guard try Folds.end(db) < fold.first else { return .rollback }
                try db.execute(
                    sql: "DELETE FROM sample WHERE sequence BETWEEN ? AND ?", arguments: [fold.first, fold.last])
                guard Int64(db.changesCount) == fold.count else { return .rollback }
                try Folds.insert(fold, blocks, db)
                try Space.check(growthFrom: before, upTo: maximumPages, db)
                isWritten = true
                return .commit
            }
            return isWritten
        }
    }
}

extension FoldedSample {
    fileprivate init(_ sample: StoredSample, content: Content) {
        self.init(sequence: sample.sequence, milliseconds: sample.milliseconds, content: content)
    }

    /// With its readings, or with its bytes where these are none.
    fileprivate init(_ sample: StoredSample, _ columns: [Column]) {
        let readings = try? sample.readings(columns)
        self.init(sample, content: readings.map { .readings($0) } ?? .verbatim(sample.data))
    }

    /// Whether all of it is the same, also which zero a value is.
    fileprivate func isIdentical(to other: FoldedSample) -> Bool { self == other && bits == other.bits }

    private var bits: [UInt64?] {
        guard case .readings(let readings) = content else { return [] }
        return readings.flatMap { [$0.value?.bitPattern, $0.raw?.bitPattern] }
    }
}
