import ArgumentParser
import Facilities
import Gateway
import Rules

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Prints every rule with its default limits, their sources and how sure they are."
    )

    @Flag(help: "Prints the quantities that rules know instead, with their units.")
    var quantities = false

    @Flag(help: "Prints the words of the trade instead, in both languages, with those that are avoided.")
    var terms = false

    @Option(
        help: ArgumentHelp(
            "Prints a table of the words in messages instead, as docs/mqtt.md has it: "
                + GuideTable.Name.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "name"),
        transform: word)
    var table: GuideTable.Name?

    @Option(help: "The language of that table: en or zh-Hans.", transform: word)
    var language = Language.en

    func run() {
        if let table { return say(GuideTable(table, in: language).markdown) }
        if terms { return say(String(TermTable().markdown.dropLast())) }
        let page = quantities ? QuantityTable().markdown : RuleTable().markdown
        say(String(page.dropLast()))
    }
}

private func word<Word: CaseIterable & RawRepresentable<String>>(_ text: String) throws -> Word {
    guard let word = Word(rawValue: text) else {
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(text)' is not one of \(words)")
    }
    return word
}
