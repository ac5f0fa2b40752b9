public import Facilities
import GRDB

extension Journal {
    /// Returns the samples in a range of sequences that only a newer version can read.
    ///
    /// - Parameter facility: the facility of the samples; nil for all.
    /// - Throws: the reason why the journal cannot be read.
    public func newer(
        in sequences: ClosedRange<Int64>, at facility: Facility.Code? = nil
    ) throws(JournalError) -> [NewerSamples] {
        guard !series.unreadable.isEmpty else { return [] }
        return try read { db in
            let sources = try SealedSource.Table(db)
            let wanted = series.unreadable.filter { id in
                let source = sources[id]
                return source.isNewer && (facility == nil || source.facility == facility?.description)
            }
            guard !wanted.isEmpty else { return [] }
            let sql = """
                SELECT series, sum(n), min(first), max(last) FROM (
                    SELECT series, count AS n, first, last FROM block WHERE last >= ?1 AND first <= ?2
                    UNION ALL SELECT series, 1, sequence, sequence FROM sample WHERE sequence BETWEEN ?1 AND ?2)
                WHERE true \(StoredSamples.isOf(wanted)) GROUP BY series ORDER BY series
                """
            let found = try Row.fetchAll(db, sql: sql, arguments: [sequences.lowerBound, sequences.upperBound])
            return found.map { row in
                let (first, last) = (row.integer(2), row.integer(3))
                return NewerSamples(
                    name: SeriesName(sources[row.integer(0)]), count: row.integer(1),
                    sequences: first...max(first, last))
            }
        }
    }
}
