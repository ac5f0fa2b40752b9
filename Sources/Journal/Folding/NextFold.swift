import Facilities
import Foundation
import GRDB

/// A fold that is ready to replace its rows.
public struct NextFold: Hashable, Sendable {
    let fold: Fold
    let blocks: [Block]
    /// The sealed range that contains it.
    let seal: FoldedSeal

    /// The largest number of readings of a fold, since a fold is decoded at once: they take up to 8 MB of memory.
    static let mostReadings = 100_000

    /// Reads and encodes the oldest rows that are sealed; nil where there are none.
    ///
    /// - Parameter known: the sealed range that was folded last.
    init?(_ db: Database, behind known: FoldedSeal?) throws {
        let sql = "SELECT min(sequence) FROM sample WHERE sequence > ?"
        guard let first = try Int64.fetchOne(db, sql: sql, arguments: [Folds.end(db)]),
            let seal = try FoldedSeal.of(first, behind: known, db)
        else { return nil }
        let sources = try SealedSource.Table(db)
        let samples = try Self.rows(in: first...seal.to, sources, db)
        guard let last = samples.last else { return nil }
        let series = Dictionary(grouping: samples, by: \.series)
        let unsorted = try series.map { id, samples in
            try Self.block(samples, sources[id].columns, isVerbatim: seal.verbatim.contains(id))
        }
        blocks = unsorted.sorted { $0.first < $1.first }
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
            // For a series that cannot be read, the number of readings is estimated from the bytes.
            readings += max(1, sources[sample.series].columns.count, sample.data.count / 16)
        }
        return samples
    }

    private static func block(
        _ samples: [StoredSample], _ columns: [Column], isVerbatim: Bool
    ) throws -> Block {
        let data = try encoded(samples, columns, isVerbatim: isVerbatim)
        return Block(
            first: samples[0].sequence, last: samples[samples.count - 1].sequence, series: samples[0].series,
            count: Int64(samples.count), earliest: samples.map(\.milliseconds).min() ?? 0,
            latest: samples.map(\.milliseconds).max() ?? 0, data: Data(data))
    }

    /// Returns the bytes of samples: of their readings, or else of their stored bytes.
    ///
    /// - Throws: `refused` if neither can be decoded to the same samples.
    private static func encoded(
        _ samples: [StoredSample], _ columns: [Column], isVerbatim: Bool
    ) throws -> [UInt8] {
        if !isVerbatim, !columns.isEmpty, let bytes = encoded(samples.map { FoldedSample($0, columns) }, columns) {
            return bytes
        }
        let stored = samples.map { FoldedSample($0, content: .verbatim($0.data)) }
        guard let bytes = encoded(stored, columns) else {
            throw JournalError.refused("samples cannot be folded: what is decoded is not what was encoded")
        }
        return bytes
    }

    /// Returns the bytes of samples; nil where they would not be decoded to the same samples, to the bit, so that the rows must not be
    /// deleted.
    private static func encoded(_ samples: [FoldedSample], _ columns: [Column]) -> [UInt8]? {
        let bytes = FoldBlock.encode(samples, columns: columns)
        guard let decoded = try? FoldBlock.decode(bytes, columns: columns), decoded.count == samples.count,
            zip(decoded, samples).allSatisfy({ $0.isIdentical(to: $1) })
        else { return nil }
        return bytes
    }

    // MARK: Writing

    /// Replaces the rows by the blocks, in one transaction.
    ///
    /// - Returns: whether it was written; false where rows were deleted since they were read, and nothing was changed.
    /// - Throws: `full` if the blocks would take more than the rows, and the budget has no space for that.
    func write(upTo maximumPages: Int64, _ syncLevel: SyncLevel, _ db: Database) throws -> Bool {
        try syncLevel.set(.normal, db)
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

    /// Creates a sample with its readings, or with its stored bytes where they cannot be decoded.
    fileprivate init(_ sample: StoredSample, _ columns: [Column]) {
        if let readings = try? sample.readings(columns) {
            self.init(sample, content: .readings(readings))
        } else {
            self.init(sample, content: .verbatim(sample.data))
        }
    }

    /// Returns whether the samples are the same to the bit: it distinguishes 0 and -0.
    fileprivate func isIdentical(to other: FoldedSample) -> Bool { self == other && bits == other.bits }

    private var bits: [UInt64?] {
        guard case .readings(let readings) = content else { return [] }
        return readings.flatMap { [$0.value?.bitPattern, $0.raw?.bitPattern] }
    }
}
