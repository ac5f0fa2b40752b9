/// The values of `ledgerEnd.mustache`, below all facilities.
struct LedgerEndView {
    var total: String
}
