import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import Logging
import SiteConfiguration
import StrictYAML

struct Mashang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "mashang",
        Text(
            zh: "码上 · 读取现场的传感器，判断各设施的状态并发布。",
            en: "码上 · reads a site's sensors, judges its facilities and publishes their status."),
        Text(
            zh: "退出码：0 完成，1 失败，64 用法不对，65 文件有误，69 连接不到，或网关已在运行。",
            en:
                "Exit status: 0 done, 1 failed, 64 wrong usage, 65 a file is wrong, 69 something cannot be reached, or the gateway is running already."
        ),
        version: Release.version,
        subcommands: [
            Run.self, Check.self, Init.self, StatusCommand.self, Read.self, Scan.self, Suspend.self, Resume.self,
            Simulate.self, Demo.self, RecordCommand.self, OperatorCommand.self, LedgerCommand.self, ExportCommand.self,
            BackupCommand.self, CodeCommand.self, LabelCommand.self, ClockCommand.self, RulesCommand.self,
        ]
    )
}

extension SourceErrors {
    /// Says everything that is wrong and ends the command with 65.
    func exit() -> ExitCode {
        complain(description(in: Speech.language))
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

extension ConfigurationDraft {
    /// A configuration as far as it can be read, in whose language the command speaks from now on.
    static func onDisk(_ file: String, folders: [String]) -> ConfigurationDraft {
        let draft = ConfigurationDraft(file: file, folders: folders, files: .disk)
        if let language = draft.configuration?.gateway.language { Speech.follow(language) }
        return draft
    }
}

/// Where a command finds the configuration, and profiles that are not installed.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: help("配置文件。", "The configuration file.", "file"))
    var config = Self.ofService

    /// The file that the service runs by.
    private static let ofService = "/etc/mashang/gateway.yaml"

    /// Whether the service is meant to run by a file: it lies in the service's folder, or its journal does.
    func isOfService(_ configuration: Configuration?) -> Bool {
        let file = URL(filePath: config).standardizedFileURL.path
        return file.hasPrefix("/etc/mashang/") || configuration?.journal.path.hasPrefix("/var/lib/mashang/") == true
    }

    @Option(
        help: help("设备档案文件夹，先于已安装的查找。", "A folder with device profiles, searched before the installed ones.", "folder"))
    var profiles: [String] = []

    /// The configuration as far as it can be read. What is said of it is said in the site's language.
    func draft() -> ConfigurationDraft { .onDisk(config, folders: profiles) }

    /// The configuration, or everything that is wrong with it and the end of the command.
    func read() throws -> Configuration {
        let draft = draft()
        do {
            return try draft.checked()
        } catch {
            throw error.exit()
        }
    }
}
