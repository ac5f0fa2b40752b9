import ArgumentParser
import Foundation
import Gateway
import Glibc
import SiteConfiguration
import StrictYAML

extension ConfigurationDraft {
    /// Reads a configuration as far as possible. From then on, the command speaks its language.
    static func onDisk(_ file: String, folders: [String]) -> ConfigurationDraft {
        let draft = ConfigurationDraft(file: file, folders: folders, files: .disk)
        if let language = draft.configuration?.gateway.language { Speech.follow(language) }
        return draft
    }
}

/// The paths of the configuration and of profiles that are not installed.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: help("配置文件。", "The configuration file.", "file"))
    var config = Self.ofService

    /// The configuration file of the service.
    private static let ofService = "/etc/mashang/gateway.yaml"

    /// Returns whether a configuration is that of the service: the file is in the service's folder, or the journal is.
    func isOfService(_ configuration: Configuration?) -> Bool {
        let file = URL(filePath: config).standardizedFileURL.path
        return file.hasPrefix("/etc/mashang/") || configuration?.journal.path.hasPrefix("/var/lib/mashang/") == true
    }

    @Option(
        help: help("设备档案文件夹，先于已安装的查找。", "A folder with device profiles, searched before the installed ones.", "folder"))
    var profiles: [String] = []

    /// Reads the configuration as far as possible. Messages about it are in the site's language.
    func draft() -> ConfigurationDraft { .onDisk(config, folders: profiles) }

    /// Reads the configuration. If it has mistakes, prints all of them and ends the command.
    func read() throws -> Configuration {
        let draft = draft()
        do {
            return try draft.checked()
        } catch {
            throw error.exit()
        }
    }
}

/// The part of a configuration by which a running gateway is reached. It may run by an earlier form of the file.
struct GatewayPlace {
    var journal: Configuration.JournalSettings
    /// The local time of the site; that of China if the file cannot be read.
    var clock = SiteClock(utcOffset: 8 * 3600)
    /// The mistakes of the file; nil if it is right.
    var mistakes: SourceErrors?

    /// Reads it, and lets the command speak the language of the site.
    init(_ options: ConfigurationOptions) {
        do {
            let configuration = try Configuration.read(file: options.config, folders: options.profiles, files: .disk)
            journal = configuration.journal
            clock = SiteClock(utcOffset: configuration.gateway.utcOffset)
            Speech.follow(configuration.gateway.language)
        } catch {
            let remains = Configuration.remains(of: options.config, files: .disk)
            journal = remains.journal
            mistakes = error
            Speech.follow(remains.language)
        }
    }
}

extension SourceErrors {
    /// Prints all mistakes, and returns 65, the exit code of the command.
    func exit() -> ExitCode {
        complain(description(in: Speech.language))
        return ExitCode(EX_DATAERR)
    }
}
