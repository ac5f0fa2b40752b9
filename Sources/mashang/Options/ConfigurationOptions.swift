import ArgumentParser
import Foundation
import Gateway
import Glibc
import SiteConfiguration
import StrictYAML

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

extension SourceErrors {
    /// Says everything that is wrong and ends the command with 65.
    func exit() -> ExitCode {
        complain(description(in: Speech.language))
        return ExitCode(EX_DATAERR)
    }
}
