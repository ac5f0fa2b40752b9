public import Facilities

/// All rules with their defaults, as a table for people: what is judged, by which figure, and in which source.
public struct RuleTable {
    /// Creates the table, which needs nothing but the rules of this version.
    public init() {}

    /// The table in Markdown, in the order of the kinds and of the rules of each: the content of `docs/rules.md`.
    public var markdown: String {
        let parts = Facility.Kind.allCases.map { kind in
            (["## \(kind.title.zh) · \(kind.title.en)", "", Self.head] + rows(of: kind)).joined(separator: "\n")
        }
        return ([Self.introduction] + parts).joined(separator: "\n\n") + "\n"
    }

    private static let introduction = """
        # 规则 · Rules

        本表由程序生成（`mashang rules`）。每个限值都可在设施的 `limits` 中、或由主管部门的限值文件（`gateway: {limits: FILE}`）改写，
        范围之外为错误；设施放宽的限值在状态、页面和日结中标明。“否”表示数字凭记忆或转述，尚未核对原文；它不改变颜色。
        “按排污许可证”的限值没有默认值，设施的 `limits` 或限值文件写明后才据以判断。
        This table is written by the program (`mashang rules`). A facility's `limits` can set every limit within its range, and so
        can the bureau's file of limits (`gateway: {limits: FILE}`). What a facility makes looser is marked in status, page and
        the account of the day. Not verified (“no”) means that the figure was remembered or read second-hand, and not yet in
        the source itself; that never changes a colour. What a site's permit says has no default: nothing is judged by it until
        the facility's `limits` or the bureau's file says it.

        ★：本类设施不可缺，不能判断时灯为灰色（扬尘：TSP与PM10有其一即可）。“needs”为所需的量，斜线表示任一即可，括号内可以没有。
        ★: indispensable for the kind; where it is not judged, the light is grey (of TSP and PM10 one will do). “needs” names the
        quantities: with a slash any of them will do, and a rule can do without those in brackets.

        | 类别 class | 颜色 colour |
        |---|---|
        \(RuleClass.allCases.map { "| `\($0.rawValue)` | \($0.title.zh) · \($0.title.en) |" }.joined(separator: "\n"))
        """

    private static let head = """
        | rule | 判断什么 · what it judges | needs | class | limit | default | range | looser | source | clause | verified | who acts | tests |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|
        """

    private func rows(of kind: Facility.Kind) -> [String] {
        let variants = Self.variants(of: kind).map { name, settings in
            Variant(name: name, rules: RuleBook.rules(for: Self.facility(settings)))
        }
        return (variants.first?.rules ?? []).flatMap { row(of: $0, among: variants) }
    }

    /// Returns the rules of a kind with any settings.
    static func rules(of kind: Facility.Kind) -> [any Rule] {
        variants(of: kind).first.map { RuleBook.rules(for: facility($0.1)) } ?? []
    }

    private struct Variant {
        /// The variant that the limits depend on; empty where they depend on nothing.
        var name: String
        var rules: [any Rule]

        func limit(_ rule: String, _ name: String) -> Limit? {
            rules.first { $0.name == rule }?.limits.first { $0.name == name }
        }
    }

    private func row(of rule: any Rule, among variants: [Variant]) -> [String] {
        let judges = type(of: rule).judges
        let colour = type(of: rule).colour.rawValue
        let head = [Self.name(of: rule), "\(judges.zh) · \(judges.en)", Self.needs(of: rule), colour]
        let test = "`\(type(of: rule))Tests`"
        guard !rule.limits.isEmpty else { return [Self.line(head + Array(repeating: "–", count: 8) + [test])] }
        return rule.limits.enumerated().map { index, limit in
            let figures = [
                "`\(limit.name)` \(limit.title.zh) · \(limit.title.en)",
                defaults(of: rule.name, limit, among: variants), Self.range(limit), limit.looser.words,
                limit.source, limit.clause.isEmpty ? "–" : limit.clause,
                limit.verified ? "是 yes" : "否 no", limit.addressee.words,
            ]
            guard index == 0 else { return Self.line(head.map { _ in "" } + figures + [""]) }
            return Self.line(head + figures + [test])
        }
    }

    private static func name(of rule: any Rule) -> String {
        let groups = Facility.Kind.allCases.flatMap(RuleBook.indispensable)
        let isIndispensable = groups.contains { $0.contains(rule.name) }
        return "`\(rule.name)`\(isIndispensable ? " ★" : "")"
    }

    /// Returns the needs of a rule: quantities with a slash where one is enough, in brackets where the rule can do
    /// without.
    private static func needs(of rule: any Rule) -> String {
        guard !rule.needs.isEmpty else { return "–" }
        return rule.needs.map { need in
            let names = need.quantities.map { "`\($0.rawValue)`" }.joined(separator: " / ")
            return need.isOptional ? "(\(names))" : names
        }.joined(separator: ", ")
    }

    private static func range(_ limit: Limit) -> String {
        "\(limit.range.lowerBound.plainText)–\(Measure(limit.range.upperBound, limit.unit))"
    }

    /// Returns each limit of a kind once, with the default of its first variant.
    public static func limits(of kind: Facility.Kind) -> [Limit] {
        guard let settings = variants(of: kind).first?.1 else { return [] }
        var names: Set<String> = []
        return RuleBook.rules(for: facility(settings)).flatMap(\.limits).filter { names.insert($0.name).inserted }
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }

    /// Returns the default, or one for each variant that has its own.
    private func defaults(of rule: String, _ limit: Limit, among variants: [Variant]) -> String {
        var names: [(text: String, variants: [String])] = []
        for variant in variants {
            guard let own = variant.limit(rule, limit.name) else { continue }
            let text = own.figure?.description ?? Self.byPermit
            if let index = names.firstIndex(where: { $0.text == text }) {
                names[index].variants.append(variant.name)
            } else {
                names.append((text, [variant.name]))
            }
        }
        guard names.count > 1 else { return names.first?.text ?? "" }
        return names.map { "\($0.text) (\($0.variants.joined(separator: ", ")))" }.joined(separator: "; ")
    }

    private static let byPermit = "按排污许可证 · by the permit"

    private static func facility(_ settings: Facility.Settings) -> Facility {
        // Any code will do: no rule looks at it.
        Facility(code: Facility.Code("0000")!, name: "", settings: settings)
    }

    private static func variants(of kind: Facility.Kind) -> [(String, Facility.Settings)] {
        switch kind {
        case .activatedCarbon:
            CarbonSettings.Form.allCases.map { ($0.rawValue, .activatedCarbon(CarbonSettings(form: $0))) }
        case .fumePurifier:
            [1.0, 3, 6].map { ("\(FumeSettings.Size(stoves: $0).rawValue)", .fumePurifier(FumeSettings(stoves: $0))) }
        case .nonroadMachinery:
            MachinerySettings.LimitClass.allCases.flatMap { limitClass in
                [("<19 kW", 18.0), ("<37 kW", 36), ("≥37 kW", 37)].map { band, power in
                    ("\(limitClass.rawValue) \(band)", .nonroadMachinery(.init(limitClass: limitClass, power: power)))
                }
            }
        case .dustSite: [("", .dustSite)]
        case .complaintPoint: [("", .complaintPoint(ComplaintSettings()))]
        }
    }
}

extension Limit.Direction {
    fileprivate var words: String {
        switch self {
        case .above: "更高 higher"
        case .below: "更低 lower"
        case .none: "–"
        }
    }
}

extension Limit.Addressee {
    fileprivate var words: String {
        switch self {
        case .operator: "运营单位 operator"
        case .installer: "网关维护方 installer"
        case .bureau: "主管部门 bureau"
        }
    }
}
