import ArgumentParser
import Facilities
import Gateway
import Glibc
import Logging
import SiteConfiguration
import StrictYAML

struct Mashang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mashang",
        abstract: "码上 · reads a site's sensors, judges its facilities and publishes how they stand.",
        discussion: """
            Exit status: 0 done, 1 failed, 64 wrong usage, 65 a file is wrong, 69 something is not reachable, \
            or the gateway runs already.
            """,
        version: Gateway.version,
        subcommands: [
            Run.self, Check.self, Init.self, StatusCommand.self, Read.self, Scan.self, Suspend.self, Resume.self,
            Simulate.self,
            Demo.self, RecordCommand.self, OperatorCommand.self, LedgerCommand.self, ExportCommand.self,
            BackupCommand.self, CodeCommand.self, LabelCommand.self, ClockCommand.self, RulesCommand.self,
        ]
    )
}

extension SourceErrors {
    /// Says everything that is wrong and ends the command with 65.
    func exit() -> ExitCode {
        complain("\(self)")
        return ExitCode(EX_DATAERR)
    }
}

/// What is wrong.
func complain(_ text: String) {
    if JournalLog.isThere { return JournalLog.write(text, .error) }
    let line = text + "\n"
    write(STDERR_FILENO, line, line.utf8.count)
}

/// What is wrong, in the language of this command.
func complain(_ text: Text) { complain(text.spoken) }

/// Unlike `print`, at once also into a pipe: what reads it waits for it.
func say(_ text: String) {
    let line = text + "\n"
    write(STDOUT_FILENO, line, line.utf8.count)
}

/// In the language of this command.
func say(_ text: Text) { say(text.spoken) }

/// Where a command finds the configuration, and profiles that are not installed.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The configuration file.")
    var config = "/etc/mashang/gateway.yaml"

    @Option(
        help: ArgumentHelp("A folder with device profiles, looked at before the installed ones.", valueName: "folder"))
    var profiles: [String] = []

    /// The configuration, or everything that is wrong with it and the end of the command.
    func read() throws -> Configuration {
        do {
            let configuration = try Configuration.read(file: config, folders: profiles, files: .disk)
            Speech.follow(configuration.gateway.language)
            return configuration
        } catch {
            throw error.exit()
        }
    }
}
