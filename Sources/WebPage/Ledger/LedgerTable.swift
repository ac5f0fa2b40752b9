import Facilities

/// The ledger of a month as CSV.
struct LedgerTable {
    let time: PageTime
    /// Whether the reader is an inspector.
    var isWhole = false

    /// The byte order mark and the line of headings.
    var head: String {
        let columns =
            switch time.language {
            case .zh: ["登记时间", "编号", "名称", "分组", "类别", "事项", "级别", "内容", "完成时间", "登记身份", "序号"]
            case .en:
                ["entered", "code", "name", "group", "entry", "what", "level", "text", "done", "role", "sequence"]
            }
        return CSV.byteOrderMark + CSV.line(columns)
    }

    /// Returns the line of an entry; empty if the reader may not see it.
    ///
    /// - Parameter facility: nil for an entry of the whole gateway.
    func line(_ kept: KeptEntry, of facility: ListedFacility?) -> String {
        guard let row = LedgerRow(kept, isWhole: isWhole, time: time) else { return "" }
        let status = facility?.status
        let texts = [
            row.time, status?.code.description ?? "", status?.name ?? "", facility?.group ?? "", row.kind, row.title,
            row.level ?? "",
            row.text,
            row.done ?? "", row.who ?? "",
        ]
        return CSV.line(texts.map(CSV.field) + ["\(kept.sequence)"])
    }
}
