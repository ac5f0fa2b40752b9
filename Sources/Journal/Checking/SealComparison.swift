import Facilities
import GRDB

/// The comparison of a seal with the samples of its range.
struct SealComparison {
    let entry: Int64
    let seal: Seal
    let hour: SealedHour
    private let reader: StoredSamples
    private let sources: SealedSource.Table

    var range: ClosedRange<Int64> { seal.from...seal.to }

    init(
        _ entered: LedgerStatements.EnteredSeal, _ hour: SealedHour, _ reader: StoredSamples,
        _ sources: SealedSource.Table
    ) {
        (entry, seal, self.hour) = (entered.entry, entered.seal, hour)
        (self.reader, self.sources) = (reader, sources)
    }

    /// Returns the differences between the samples and the seal.
    ///
    /// - Parameters:
    ///   - digest: the hashes of the samples that exist.
    ///   - damaged: the blocks of the range that cannot be decoded.
    func faults(_ digest: SealDigest, _ damaged: [DamagedBlock], _ db: Database) throws -> [LedgerFault] {
        let rows = try Seals.rows(of: entry, db)
        let isTableWhole = rows.root(of: range) == seal.hash
        let differing = try changes(from: rows, to: digest, damaged, db)
        if isTableWhole { return differing }
        if digest.series.root(of: range) == seal.hash { return [.sealAltered(hour)] }
        // The rows were altered, and only hint at the series that differ.
        let whole = LedgerFault.readings(hour, of: nil, Change(there: digest.count, sealed: seal.count))
        return [.sealAltered(hour), whole] + (rows.isEmpty ? [] : differing)
    }

    private func changes(
        from rows: [SealedSeries], to digest: SealDigest, _ damaged: [DamagedBlock], _ db: Database
    ) throws -> [LedgerFault] {
        let sealed = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let ids = Set(sealed.keys).union(digest.series.map(\.id)).sorted()
        let differing = ids.filter { id in
            guard sealed[id] != digest[id] else { return false }
            // Samples of a block that cannot be decoded are not deleted: the block has a fault of its own.
            var lost: Int64 = 0
            for block in damaged where block.series == id { lost += block.count }
            let isCounted = (digest[id]?.count ?? 0) + lost == sealed[id]?.count ?? 0
            // The hash of a series that only a newer version knows cannot be computed here.
            return !(isCounted && (lost > 0 || sources[id].isNewer))
        }
        guard !differing.isEmpty else { return [] }
        // A version that could not read a series has hashed its stored bytes.
        let stored = try storedDigest(of: Set(differing), db)
        var faults: [LedgerFault] = []
        for id in differing where sealed[id] != stored[id] {
            let change = Change(there: digest[id]?.count ?? 0, sealed: sealed[id]?.count ?? 0)
            faults.append(.readings(hour, of: SeriesName(sources[id]), change))
        }
        return faults
    }

    private func storedDigest(of series: Set<Int64>, _ db: Database) throws -> SealDigest {
        var digest = SealDigest()
        let samples = try reader.cursor(in: range, of: series, db)
        while let sample = try samples.next() { digest.take(sample, sources[sample.series], .stored) }
        return digest
    }
}
