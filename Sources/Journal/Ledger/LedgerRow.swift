/// An entry as it is stored.
struct LedgerRow {
    var sequence: Int64
    var facility: String
    var milliseconds: Int64
    var body: String
}
