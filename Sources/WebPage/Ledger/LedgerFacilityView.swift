import Facilities

/// The values of `ledgerFacility.mustache`: a facility and its entries of the month.
struct LedgerFacilityView {
    var ledger: LedgerWords
    var name, code, kind: String
    var mark: String
    /// The present status of the facility; nil for the gateway itself.
    var now: String?
    var rows: [LedgerRow]
    var hasRows: Bool
    /// The sentence in place of entries, or after them; nil for none.
    var remark: String?
    /// Whether all entries are listed.
    var isWhole: Bool
    /// The number of the facility, of all: `3/30`. It shows that a page that ends early is incomplete.
    var place = ""

    /// - Parameters:
    ///   - entries: nil if the journal cannot be read.
    ///   - isCut: whether there are more entries.
    ///   - facility: nil for the gateway itself.
    ///   - choice: the kinds that were read, and whether the reader is an inspector.
    init(_ facility: ListedFacility?, _ entries: [KeptEntry]?, isCut: Bool, _ choice: LedgerChoice, time: PageTime) {
        let language = time.language
        ledger = .of(language)
        if let facility {
            let status = facility.status
            let headline = Headline(status, time: time)
            (name, code) = (status.name, status.code.description)
            kind = [facility.group, status.kind.title[language]].filter { !$0.isEmpty }.joined(separator: " · ")
            mark = FacilityMark(status).html(language)
            let light = FacilityMark(status).title[language]
            let reason = headline.text[language]
            let shown = reason == light ? light : "\(light) · \(reason)"
            now = "\(shown) · \(time.since(headline.since))"
        } else {
            (name, code, kind, mark) = (ledger.gateway, "", ledger.gatewayKind, "")
        }
        rows = (entries ?? []).compactMap { LedgerRow($0, isWhole: choice.isWhole, time: time) }
        hasRows = !rows.isEmpty
        isWhole = entries != nil && !isCut
        if entries == nil {
            remark = ledger.unreadable
        } else if isCut {
            remark = ledger.cut(rows.count)
        } else if rows.isEmpty {
            remark = ledger.noEntries(choice)
        }
    }
}
