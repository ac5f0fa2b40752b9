import ArgumentParser
import Facilities
import Gateway
import Rules

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        "rules",
        Text(
            zh: "列出全部规则、默认限值、依据及其可靠程度。",
            en: "Prints every rule with its default limits, their sources and how sure they are.")
    )

    @Flag(help: help("改为列出规则认识的监测项及单位。", "Prints the quantities that rules know instead, with their units."))
    var quantities = false

    @Flag(
        help: help(
            "改为列出两种语言的行业用语，以及不用的说法。",
            "Prints the words of the trade instead, in both languages, with those that are avoided."))
    var terms = false

    @Option(
        help: help(
            "改为列出消息中的一组用语，见 docs/mqtt.md：\(tables)。",
            "Prints a table of the words in messages instead, as docs/mqtt.md has it: \(tables).", "name"),
        transform: tableName)
    var table: GuideTable.Name?

    func run() {
        if let table { return say(GuideTable(table, in: Speech.language).markdown) }
        if terms { return say(String(TermTable().markdown.dropLast())) }
        let page = quantities ? QuantityTable().markdown : RuleTable().markdown
        say(String(page.dropLast()))
    }
}

private let tables = GuideTable.Name.allCases.map(\.rawValue).joined(separator: ", ")

private func tableName(_ text: String) throws -> GuideTable.Name {
    guard let name = GuideTable.Name(rawValue: text) else {
        throw ValidationError(Text(zh: "没有“\(text)”，请写其中之一：\(tables)", en: "'\(text)' is not one of \(tables)"))
    }
    return name
}
