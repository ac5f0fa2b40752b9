import Facilities

/// The words of the ledger of a month in one language.
struct LedgerWords: Sendable {
    let title, months, table, print, now, time, kind, what, done, none, noFacility, unreadable, scope: String
    /// The words of the filter, of a ledger with names, and of the gateway's own entries.
    let kinds, usual, confidential, gateway, gatewayKind: String
    private let language: Language

    static func of(_ language: Language) -> LedgerWords { language == .en ? english : chinese }

    func about(_ facilities: (shown: Int, all: Int), _ time: String) -> String {
        let (shown, all) = facilities
        let zh = shown == all ? "\(all) 个设施" : "\(all) 个设施中的 \(shown) 个"
        let en = shown == all ? "\(all) facilities" : "\(shown) of \(all) facilities"
        return Text(zh: "\(zh) · 打印于 \(time)", en: "\(en) · printed \(time)")[language]
    }

    /// Returns the sentence that names the chosen kinds of entries; nil if none is chosen.
    func only(_ choice: LedgerChoice) -> String? {
        choice.chosen.map { Text(zh: "只列：\($0.zh)", en: "Only: \($0.en)")[language] }
    }

    func cut(_ rows: Int) -> String {
        Text(
            zh: "这里只列出前 \(rows) 条，全部的见CSV。",
            en: "Only the first \(rows) entries stand here; all of them are in the CSV.")[
                language]
    }

    /// Returns the sentence in place of entries. It makes no claim about kinds that were not chosen.
    func noEntries(_ choice: LedgerChoice) -> String {
        guard let kinds = choice.chosen else { return none }
        return Text(zh: "所选类别（\(kinds.zh)）本月没有。", en: "Nothing of the chosen kinds (\(kinds.en)) in this month.")[
            language]
    }

    /// - Parameters:
    ///   - isWhole: whether all entries of the month are on the page.
    ///   - choice: the kinds of entries.
    func total(_ month: Month, _ rows: Int, isWhole: Bool, _ choice: LedgerChoice) -> String {
        guard isWhole else {
            return Text(zh: "这份台账不完整：见上面的说明。", en: "This ledger is not complete: see above.")[language]
        }
        if rows == 0, let kinds = choice.chosen {
            return Text(
                zh: "\(month) 没有所选类别（\(kinds.zh)）的内容。", en: "Nothing of the chosen kinds (\(kinds.en)) in \(month).")[
                    language]
        }
        guard rows > 0 else {
            return Text(zh: "\(month) 没有登记，也没有发现。", en: "Nothing was entered or found in \(month).")[language]
        }
        return Text(zh: "共 \(rows) 条。", en: "\(rows) entries in all.")[language]
    }

    private static let chinese = LedgerWords(
        title: "台账", months: "月份", table: "下载CSV", print: "用浏览器的“打印”打印，A4纸。", now: "打印时：", time: "登记时间", kind: "类别",
        what: "事项和内容", done: "完成", none: "本月没有登记，也没有发现。", noFacility: "没有符合的设施。", unreadable: "台账现在读不出来，请稍后重新加载。",
        scope: "按登记的时间归月：晚登记的在登记的那个月。只列现在配置里的设施。",
        kinds: "只看哪类", usual: "全部", confidential: "这份台账有姓名和备注，只供检查使用，不得公开。", gateway: "网关", gatewayKind: "不属于某个设施的记录",
        language: .zh)

    private static let english = LedgerWords(
        title: "Ledger", months: "Months", table: "Download as CSV", print: "Print it with the browser, on A4.",
        now: "When printed: ", time: "Entered", kind: "Entry", what: "What", done: "done",
        none: "Nothing was entered or found in this month.", noFacility: "There is no such facility.",
        unreadable: "The ledger cannot be read now; load this page again later.",
        scope:
            "An entry stands in the month in which it was entered. Only facilities of the present configuration are listed.",
        kinds: "Only entries of one kind", usual: "All",
        confidential: "This ledger has names and remarks: it is for inspection only, and not to be published.",
        gateway: "The gateway", gatewayKind: "what is of no single facility", language: .en)
}
