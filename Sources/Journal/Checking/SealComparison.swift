import Facilities
import GRDB

/// One seal beside the samples of its range.
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

    /// Everything in which what is there differs from what was sealed.
    ///
    /// - Parameters:
    ///   - digest: the hashes of what is there now.
    ///   - damaged: the blocks of the range that cannot be decoded.
    func faults(_ digest: SealDigest, _ damaged: [DamagedBlock], _ db: Database) throws -> [LedgerFault] {
        let rows = try Seals.rows(of: entry, db)
        let isTableWhole = rows.root(of: range) == seal.hash
        let differing = try changes(from: rows, to: digest, damaged, db)
        if isTableWhole { return differing }
        if digest.series.root(of: range) == seal.hash { return [.sealAltered(hour)] }
        // The rows cannot be believed: they only name series that differ from them, too.
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
            // What a block has that cannot be decoded is not deleted: the block is named by itself.
            let lost = damaged.reduce(0) { $0 + ($1.series == id ? $1.count : 0) }
            let isCounted = (digest[id]?.count ?? 0) + lost == sealed[id]?.count ?? 0
            // Of a series that only a newer version knows the hash cannot be made here.
            return !(isCounted && (lost > 0 || sources[id].isNewer))
        }
        guard !differing.isEmpty else { return [] }
        // A version that could not read a series has hashed it as it is stored.
        let stored = try storedDigest(of: Set(differing), db)
        return differing.filter { sealed[$0] != stored[$0] }.map { id in
            let (there, sealed) = (digest[id]?.count ?? 0, sealed[id]?.count ?? 0)
            return .readings(hour, of: SeriesName(sources[id]), Change(there: there, sealed: sealed))
        }
    }

    private func storedDigest(of series: Set<Int64>, _ db: Database) throws -> SealDigest {
        var digest = SealDigest()
        let samples = try reader.cursor(in: range, of: series, db)
        while let sample = try samples.next() { digest.take(sample, sources[sample.series], .stored) }
        return digest
    }
}
