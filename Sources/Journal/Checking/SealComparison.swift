import Facilities
import GRDB

/// One seal beside the samples of its range.
struct SealComparison {
    let entry: Int64
    let seal: Seal
    let hour: SealedHour
    private let sources: SealedSource.Table
    private let checking: Checking

    var range: ClosedRange<Int64> { seal.from...seal.to }

    init(
        _ entered: LedgerSayings.EnteredSeal, _ hour: SealedHour, _ sources: SealedSource.Table, _ checking: Checking
    ) {
        (entry, seal, self.hour) = (entered.entry, entered.seal, hour)
        (self.sources, self.checking) = (sources, checking)
    }

    /// The hashes of what is there now.
    func digest(_ db: Database) throws -> SealDigest { try digest(db) { $0.form }.digest }

    private func digest(
        _ db: Database, _ form: (SealedSource) -> SampleForm
    ) throws -> (digest: SealDigest, damaged: [DamagedBlock]) {
        var digest = SealDigest()
        let samples = try StoredSamples(sources).cursor(in: range, db)
        while let sample = try samples.next() {
            let source = sources[sample.series]
            digest.take(sample, source, form(source))
            if digest.count.isMultiple(of: 5000) { try checking.pause() }
        }
        return (digest, samples.damaged)
    }

    /// Everything in which what is there differs from what was sealed.
    func faults(_ digest: SealDigest, _ db: Database) throws -> [LedgerFault] {
        let rows = try Seals.rows(of: entry, db)
        let isTableWhole = rows.root(of: range) == seal.hash
        let differing = try changes(from: rows, to: digest, db)
        if isTableWhole { return differing }
        if digest.series.root(of: range) == seal.hash { return [.sealAltered(hour)] }
        // The rows cannot be believed: they only name series that differ from them, too.
        let whole = LedgerFault.readings(hour, of: nil, Change(there: digest.count, sealed: seal.count))
        return [.sealAltered(hour), whole] + (rows.isEmpty ? [] : differing)
    }

    private func changes(from rows: [SealedSeries], to digest: SealDigest, _ db: Database) throws -> [LedgerFault] {
        let sealed = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let ids = Set(sealed.keys).union(digest.series.map(\.id)).sorted()
        let differing = ids.filter { sealed[$0] != digest[$0] }
        guard !differing.isEmpty else { return [] }
        // A version that could not read a series has hashed it as it is stored.
        let (stored, damaged) = try self.digest(db) { _ in .stored }
        return differing.filter { sealed[$0] != stored[$0] }.compactMap { id in
            let (there, sealed) = (digest[id]?.count ?? 0, sealed[id]?.count ?? 0)
            // What a block has that cannot be decoded is not deleted: the block is named by itself.
            let lost = damaged.filter { $0.series == id }.reduce(0) { $0 + $1.count }
            if lost > 0, there + lost == sealed { return nil }
            return .readings(hour, of: SeriesName(sources[id]), Change(there: there, sealed: sealed))
        }
    }
}

extension Change {
    init(there: Int64, sealed: Int64) {
        self =
            if there < sealed {
                .deleted(sealed - there)
            } else if there > sealed {
                .inserted(there - sealed)
            } else {
                .altered
            }
    }
}

extension SeriesName {
    init(_ source: SealedSource) {
        self.init(facility: source.facility, device: source.device)
    }
}
