import ArgumentParser
import Rules

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Prints every rule with its default limits, their sources and how sure they are."
    )

    func run() {
        say(String(RuleTable().markdown.dropLast()))
    }
}
