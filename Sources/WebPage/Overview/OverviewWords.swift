import Facilities

/// The words of the overview in one language.
struct OverviewWords: Sendable {
    let filters, all, none, asOf, lost, again, ledger, table, wall, bus: String
    private let language: Language

    static func of(_ language: Language) -> OverviewWords { language == .en ? english : chinese }

    /// Returns the number of facilities that are shown: `显示 8 个，共 30 个`.
    func shown(_ count: Int, _ all: Int) -> String {
        Text(zh: "显示 \(count) 个，共 \(all) 个", en: "\(count) of \(all) shown")[language]
    }

    private static let chinese = OverviewWords(
        filters: "按灯色、类型和到期筛选", all: "全部显示", none: "没有符合的设施。", asOf: "截至", lost: "取不到新数据！下面还是这时的情况：",
        again: "重新加载", ledger: "本月台账（可打印）", table: "台账CSV", wall: "大屏", bus: "总线和网关", language: .zh)

    private static let english = OverviewWords(
        filters: "Filters by light, kind and due date", all: "Show all", none: "No facility fits.", asOf: "As of",
        lost: "No new data can be had! What is shown is still of", again: "Load again",
        ledger: "Ledger of this month (to print)", table: "Ledger as CSV", wall: "For a wall screen",
        bus: "Buses and gateway", language: .en)
}
