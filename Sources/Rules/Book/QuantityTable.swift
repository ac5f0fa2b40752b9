import Facilities

/// Every quantity that the rules know, with its unit and the rules that use it.
public struct QuantityTable {
    /// Creates the table, which needs nothing but the quantities of this version.
    public init() {}

    /// The table in Markdown: the content of `docs/quantities.md`.
    public var markdown: String {
        ([Self.introduction] + Quantity.all.map(row)).joined(separator: "\n") + "\n"
    }

    private static let introduction = """
        # 量 · Quantities

        本表由程序生成（`mashang rules --quantities`）。测点以此处的名称命名，规则才能使用；其他名称须写 `own: true`。
        This table is written by the program. A point of a device profile has one of these names, or `own: true`: then no rule of
        a facility's kind looks at it, though a rule of the site's own may.

        | quantity | 名称 | title | unit | rules |
        |---|---|---|---|---|
        """

    private func row(of quantity: Quantity) -> String {
        let rules = Facility.Kind.allCases.flatMap(RuleTable.rules).filter { rule in
            rule.needs.contains { $0.quantities.contains(quantity) }
        }
        // A rule of several kinds stands there once.
        let all = rules.map(\.name)
        let names = all.indices.filter { !all[..<$0].contains(all[$0]) }.map { "`\(all[$0])`" }.joined(separator: ", ")
        let unit = quantity.unit.map { $0 == .one ? "–" : $0.symbol } ?? "–"
        let cells = ["`\(quantity.rawValue)`", quantity.title.zh, quantity.title.en, unit, names.isEmpty ? "–" : names]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
