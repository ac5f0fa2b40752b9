public import Facilities
import GRDB

/// Samples that a newer version of the program has written, with units that this one does not know. They stay as they are.
public struct NewerSamples: Hashable, Sendable {
    public var name: SeriesName
    public var count: Int64
    public var sequences: ClosedRange<Int64>

    public var text: Text {
        let (first, last) = (sequences.lowerBound, sequences.upperBound)
        return Text(
            zh: "序号\(first)至\(last)：\(name.facility) \(name.device) 的\(count)条采样由较新版本的 mashang 写入，本版本读不出；数据未动，"
                + "请用较新版本导出",
            en:
                "\(first) to \(last): a newer version of mashang wrote \(count) samples of \(name.facility) \(name.device), "
                + "which this one cannot read; they are left as they are: export them with the newer version")
    }
}

extension Journal {
    /// Returns what of a stretch only a newer version can read.
    ///
    /// - Parameter facility: only of this one; nil for all.
    public func newer(
        in sequences: ClosedRange<Int64>, at facility: Facility.Code? = nil
    ) throws(JournalError) -> [NewerSamples] {
        guard !series.unreadable.isEmpty else { return [] }
        return try read { db in
            let sources = try SealedSource.Table(db)
            let wanted = series.unreadable.filter { id in
                sources[id].isNewer && facility.map { sources[id].facility == $0.description } ?? true
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
