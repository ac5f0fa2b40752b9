import ArgumentParser
import Rules

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Prints every rule with its default limits, their sources and how sure they are."
    )

    @Flag(help: "Prints the quantities that rules know instead, with their units.")
    var quantities = false

    func run() {
        let page = quantities ? QuantityTable().markdown : RuleTable().markdown
        say(String(page.dropLast()))
    }
}
