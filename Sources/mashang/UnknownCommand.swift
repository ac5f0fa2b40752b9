import ArgumentParser
import Facilities
import StrictYAML

/// A word where a subcommand must stand, and that names none. The library would call it an argument too many, and show the help
/// of the program where `help` is asked for it.
struct UnknownCommand: Equatable {
    let word: String
    /// Those that could stand there.
    let known: [String]

    /// - Parameter arguments: as they were written, without `--language`.
    /// - Returns: nil where the words before the first option name a command, as far as there are any.
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
