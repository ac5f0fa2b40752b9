import GRDB

/// The faults of sequences and folds that can be found with single queries.
enum SequenceTraces {
    private static let tables = ["sample", "entry", "aggregate"]

    /// Returns the faults.
    ///
    /// - Parameter given: the newest sequence that may exist.
    static func faults(_ db: Database, given: Int64) throws -> [LedgerFault] {
        let below = try tables.flatMap { table in
            try Int64.fetchAll(db, sql: "SELECT sequence FROM \(table) WHERE sequence < 1 LIMIT 1000")
        }
        let strays = try Int64.fetchAll(
            db, sql: "SELECT sequence FROM sample WHERE sequence BETWEEN 1 AND ? ORDER BY sequence LIMIT 1000",
            arguments: [Folds.end(db)])
        let folds = try Folds.unfitting(db).map { LedgerFault.fold($0.first...max($0.first, $0.last)) }
        return below.map { .below(sequence: $0) } + strays.map { .stray(sequence: $0) } + folds + (try ahead(db, given))
    }

    private static func ahead(_ db: Database, _ given: Int64) throws -> [LedgerFault] {
        let rows = try tables.compactMap { try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM \($0)") }
        let last = max(rows.max() ?? 0, try StoredSamples.last(db) ?? 0)
        return last > given ? [.ahead(.rows, sequence: last, last: given)] : []
    }
}
