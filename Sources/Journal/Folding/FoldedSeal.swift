import Facilities
import GRDB

/// The sealed range whose samples are folded next. Only sealed samples are folded: the hashes show afterwards that nothing was changed, a
/// range ends where a fold ends, and samples that are still to be sealed are in rows.
struct FoldedSeal: Hashable, Sendable {
    /// The entry of the seal.
    var entry: Int64
    /// The last sequence of the range.
    var to: Int64
    /// The series whose samples differ from the sealed ones, as this version reads them. Their stored bytes are folded unchanged, so that a
    /// fold neither hides an alteration nor looks like one where another version has hashed the series.
    var verbatim: Set<Int64>

    /// Returns the sealed range of a sample; nil while it is not sealed.
    ///
    /// - Parameter known: the range that was folded last.
    static func of(_ sequence: Int64, behind known: FoldedSeal?, _ db: Database) throws -> FoldedSeal? {
        if let known, known.to >= sequence { return known }
        let sql = """
            SELECT sequence, body FROM entry
            WHERE facility = '' AND sequence > ? AND instr(body, '"event":"seal"') ORDER BY sequence
            """
        let rows = try Row.fetchCursor(db, sql: sql, arguments: [max(sequence, known?.entry ?? 0)])
        while let row = try rows.next() {
            guard let seal = Seals.seal(of: row[1]), seal.to >= sequence else { continue }
            let entry: Int64 = row[0]
            guard seal.from <= sequence else {
                // Samples before the first seal have no hashes, and will never have any.
                return FoldedSeal(entry: known?.entry ?? 0, to: seal.from - 1, verbatim: [])
            }
            return FoldedSeal(entry: entry, to: seal.to, verbatim: try differing(seal, entry, db))
        }
        return nil
    }

    private static func differing(_ seal: Seal, _ entry: Int64, _ db: Database) throws -> Set<Int64> {
        let rows = try Seals.rows(of: entry, db)
        guard !rows.isEmpty, seal.from <= seal.to else { return [] }
        let sources = try SealedSource.Table(db)
        var digest = SealDigest()
        let samples = try StoredSamples(sources).cursor(in: seal.from...seal.to, db)
        while let sample = try samples.next() {
            let source = sources[sample.series]
            digest.take(sample, source, source.form)
        }
        let sealed = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        let ids = Set(sealed.keys).union(digest.series.map(\.id))
        return ids.filter { sealed[$0] != digest[$0] }
    }
}
