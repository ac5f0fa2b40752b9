import ArgumentParser
import Facilities
import StrictYAML

/// A word in place of a subcommand that is not the name of one. The library would report it as an unexpected argument,
/// and would show the help of the whole program if `help` is requested for it.
struct UnknownCommand: Equatable {
    let word: String
    /// The names of the commands that would be valid there.
    let known: [String]

    /// Finds an unknown command.
    ///
    /// - Parameter arguments: the arguments as they were written, without `--language`.
    /// - Returns: nil if the words before the first option name a command, or if there are none.
    static func first(in arguments: [String], of root: any ParsableCommand.Type) -> UnknownCommand? {
        let words = arguments.prefix { !$0.hasPrefix("-") }
        let isHelp = words.first == help
        var commands = root.configuration.subcommands
        var known = commands.map { $0.name } + (isHelp ? [] : [help])
        for word in isHelp ? words.dropFirst() : words {
            if commands.isEmpty { return nil }
            guard let next = commands.first(where: { $0.name == word }) else {
                return UnknownCommand(word: word, known: known)
            }
            commands = next.configuration.subcommands
            known = commands.map { $0.name }
        }
        return nil
    }

    private static let help = "help"

    var error: ValidationError { ValidationError(text) }

    var text: Text {
        if let near = YAMLValue.nearest(to: word, among: known) {
            return Text(
                zh: "没有命令“\(word)”；您是不是要用 \(near)？", en: "there is no command '\(word)'; did you mean '\(near)'?")
        }
        return Text(
            zh: "没有命令“\(word)”；有：\(known.joined(separator: "、"))",
            en: "there is no command '\(word)'; there are \(known.joined(separator: ", "))")
    }
}
