import GRDB

/// A row of the table `entry`, without its hash.
struct LedgerRow {
    var sequence: Int64
    var facility: String
    var milliseconds: Int64
    var body: String
}

extension LedgerRow {
    /// Reads a row. Another program may have put any values into it.
    ///
    /// - Parameter row: sequence, facility, time and body.
    init(_ row: Row) {
        self.init(sequence: row.integer(0), facility: row.text(1), milliseconds: row.integer(2), body: row.text(3))
    }
}
