import ArgumentParser
import Facilities
import Foundation
import Glibc
import NIOCore

/// Runs a command, and shows its help and its mistakes in the selected language.
@main
enum Main {
    static func main() async {
        // By default there is an event loop for each processor; the page and the local socket are served well by one.
        NIOSingletons.groupLoopCountSuggestion = 1
        let option = LanguageOption(Array(CommandLine.arguments.dropFirst()))
        Speech.begin(option.language, environment: ProcessInfo.processInfo.environment)
        do {
            if let mistake = option.mistake { throw ValidationError(Text.noLanguage(mistake)) }
            if let unknown = UnknownCommand.first(in: option.arguments, of: Mashang.self) { throw unknown.error }
            var command = try await Mashang.asyncParseAsRoot(option.arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(error, Mashang.command(named: option.arguments))
        }
    }

    private static func end(_ error: any Error, _ command: any ParsableCommand.Type) -> Never {
        let status = Mashang.exitCode(for: error)
        let help = LibraryWords(Speech.language)
        if status.isSuccess {
            say(help.help(Mashang.fullMessage(for: error, columns: 10_000), for: .output))
            Glibc.exit(EXIT_SUCCESS)
        }
        let message = (error as? any ExplainedError)?.text.spoken ?? Mashang.message(for: error)
        // A command that ends with an exit code has already printed the reason.
        guard !message.isEmpty else { Glibc.exit(status.rawValue) }
        complain(Text(zh: "错误：\(help.mistake(message))", en: "Error: \(message)"))
        if status == .validationFailure {
            complain(help.usage(Mashang.usageString(for: command), for: .errors))
        }
        Glibc.exit(status.rawValue)
    }
}

extension ParsableCommand {
    /// Returns the subcommand that the arguments name, as far as they name one.
    static func command(named arguments: [String]) -> any ParsableCommand.Type {
        let arguments = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
        guard let name = arguments.first,
            let command = configuration.subcommands.first(where: { $0.name == name })
        else { return self }
        return command.command(named: Array(arguments.dropFirst()))
    }

    /// The name on the command line.
    static var name: String { configuration.commandName ?? "\(self)".lowercased() }
}

extension ValidationError {
    init(_ text: Text) { self.init(text.spoken) }
}

extension Text {
    fileprivate static func noLanguage(_ word: String) -> Text {
        Text(
            zh: "\(LanguageOption.name)：“\(word)”不是可选的语言，请写 zh 或 en",
            en: "\(LanguageOption.name): '\(word)' is not a language of this program; write zh or en")
    }
}
