public import Facilities

/// A table of the words in messages, as `docs/mqtt.md` contains it in English and `docs/mqtt.zh-Hans.md` in Chinese.
public struct GuideTable {
    /// The name of a table, by its content.
    public enum Name: String, CaseIterable, Sendable {
        case quantities, actions, notJudged, qualities, losses, epochs, records, refusals, requests
    }

    let name: Name
    let language: Language

    /// Creates a table in a language.
    public init(_ name: Name, in language: Language) { (self.name, self.language) = (name, language) }

    /// The table in Markdown, without a line end after the last line.
    public var markdown: String {
        let head = head.map { $0[language] }
        let rule = "|" + head.map { _ in "---|" }.joined()
        return ([Self.line(head), rule] + rows.map(Self.line)).joined(separator: "\n")
    }

    private static func line(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }

    private var head: [Text] {
        let meaning = Text(zh: "含义", en: "meaning")
        return switch name {
        case .quantities: [Text(zh: "量", en: "quantity"), meaning, Text(zh: "单位 `unit`", en: "`unit`")]
        case .actions: [Text(zh: "`action`", en: "`action`"), Text(zh: "要做什么", en: "what is to be done")]
        case .notJudged, .losses, .epochs: [Text(zh: "`reason`", en: "`reason`"), meaning]
        case .qualities: [Text(zh: "原因", en: "reason"), meaning]
        case .records:
            [
                Text(zh: "记录 `kind`", en: "record `kind`"), Text(zh: "字段", en: "field"), meaning,
                Text(zh: "应为", en: "what it may be"),
            ]
        case .refusals, .requests:
            [Text(zh: "`field`", en: "`field`"), Text(zh: "问题与办法", en: "what is wrong, and what would be right")]
        }
    }

    private var rows: [[String]] {
        switch name {
        case .quantities: Quantity.all.map { [code($0.rawValue), $0.title[language], $0.unit.map(unit) ?? "–"] }
        case .actions: NextStep.Action.allCases.map { [code($0.rawValue), $0.title[language]] }
        case .notJudged: NotJudged.Reason.allCases.map { [code($0.rawValue), $0.meaning[language]] }
        case .qualities: Quality.Reason.allCases.map { [code($0.rawValue), Quality.bad($0).title[language]] }
        case .losses: Loss.Reason.allCases.map { [code($0.rawValue), $0.title[language]] }
        case .epochs: EpochChange.Reason.allCases.map { [code($0.rawValue), $0.title[language]] }
        case .records: RecordKind.allCases.flatMap(rows)
        case .refusals: RecordProblem.ofCommands.map(row)
        case .requests: RecordProblem.ofRequests.map(row)
        }
    }

    private func code(_ text: String) -> String { "`\(text)`" }

    private func unit(_ unit: PhysicalUnit) -> String { code("\(unit)") }

    private func row(_ problem: RecordProblem) -> [String] { [code(problem.field), problem.text[language]] }

    /// Returns a row for each field. The first one names the kind.
    private func rows(of kind: RecordKind) -> [[String]] {
        let name = "`\(kind.rawValue)` \(kind.title[language])"
        let fields = RecordForm(kind).fields
        guard !fields.isEmpty else { return [[name, "–", "–", "–"]] }
        return fields.enumerated().map { index, field in
            let mark = field.isRequired ? " *" : ""
            return [
                index == 0 ? name : "", code(field.name) + mark, field.title[language], field.allowed[language],
            ]
        }
    }
}

extension NotJudged.Reason {
    /// The meaning, for readers of messages.
    fileprivate var meaning: Text {
        switch self {
        case .noInstrument: Text(zh: "没有仪器测量规则所需的量", en: "no instrument measures what the rule needs")
        case .noData: Text(zh: "有仪器，但没有可用于判定的数据", en: "there is an instrument, and no data to judge by")
        case .noSetting: Text(zh: "缺少须登记或配置的内容", en: "a record or a setting is missing")
        case .declared: Text(zh: "配置声明不监测", en: "the configuration declares that it is not monitored")
        case .conditions:
            Text(
                zh: "当前不具备标准要求的测量条件（如无风、无雨）；无须处理",
                en:
                    "the conditions that the source asks for, such as dry weather, do not hold now; nothing is to be done"
            )
        }
    }
}
