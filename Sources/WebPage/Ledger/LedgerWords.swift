import Facilities

/// What the ledger of a month says of its own, in one language.
struct LedgerWords: Sendable {
    let title, months, table, print, now, time, kind, what, done, none, unreadable: String
    private let language: Language

    static func of(_ language: Language) -> LedgerWords { language == .en ? english : chinese }

    func about(_ facilities: Int, _ time: String) -> String {
        Text(zh: "\(facilities) 个设施 · 打印于 \(time)", en: "\(facilities) facilities · printed \(time)")[language]
    }

    func cut(_ rows: Int) -> String {
        Text(
            zh: "这里只列出前 \(rows) 条，全部的见CSV。",
            en: "Only the first \(rows) entries stand here; all of them are in the CSV.")[
                language]
    }

    func total(_ month: Month, _ rows: Int) -> String {
        rows == 0
            ? Text(zh: "\(month) 没有登记，也没有发现。", en: "Nothing was entered or found in \(month).")[language]
            : Text(zh: "共 \(rows) 条。", en: "\(rows) entries in all.")[language]
    }

    private static let chinese = LedgerWords(
        title: "台账", months: "月份", table: "下载CSV", print: "用浏览器的“打印”打印，A4纸。", now: "打印时：", time: "时间", kind: "类别",
        what: "事项和内容", done: "完成", none: "本月没有登记，也没有发现。", unreadable: "台账现在读不出来，请稍后重新加载。", language: .zh)

    private static let english = LedgerWords(
        title: "Ledger", months: "Months", table: "Download as CSV", print: "Print it with the browser, on A4.",
        now: "When printed: ", time: "Time", kind: "Entry", what: "What", done: "done",
        none: "Nothing was entered or found in this month.",
        unreadable: "The ledger cannot be read now; load this page again later.", language: .en)
}
