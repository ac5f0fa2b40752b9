import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import SiteConfiguration

/// Shows the gateway's clock, and lets a person vouch for it.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Shows the gateway's time, and says that the machine's clock is right.",
        discussion: """
            The gateway counts time by the machine's uptime, which no setting of the clock changes, and believes the clock where the \
            kernel, systemd-timesyncd or chronyd keeps it right, or where it agrees with what was kept. Otherwise readings are \
            marked and no light is green, until the clock is set or a person vouches for it.
            """,
        subcommands: [Show.self, Trust.self], defaultSubcommand: Show.self)

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the gateway's time, and who vouches for it.",
            discussion:
                "Ends with 0 where the time is believed, with 1 where it is not, and with 69 if no gateway runs.")

        @OptionGroup var options: ConfigurationOptions

        @Flag(help: "Prints JSON.")
        var json = false

        func run() async throws {
            let configuration = try options.read()
            let request = try JSONEncoder().encode(LocalRequest(.clock))
            let report: ClockReport = try await send([UInt8](request), to: configuration.journal)
            say(json ? report.text : report.lines(configuration.gateway))
            guard report.believed else { throw ExitCode(1) }
        }
    }

    struct Trust: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says that the machine's clock is right now.",
            discussion: """
                mashang clock trust --by 王工

                Compare the clock with a watch first, and set it where it is wrong: timedatectl set-time "2026-11-26 20:00:00". The \
                gateway takes its time from then on, and corrects the times of everything since the machine started. An \
                entry of the ledger says who did that.

                Ends with 65 if the clock cannot be right, because it is before the program was made; with 69 if no gateway runs, and \
                with 1 if the journal cannot be written now.
                """)

        @OptionGroup var options: ConfigurationOptions

        @Option(help: ArgumentHelp("The person who vouches for the clock.", valueName: "name"))
        var by: String

        func validate() throws {
            guard !Operator.isName(by) else { return }
            throw ValidationError("--by: a name has 1 to 64 printable characters, and no space at either end")
        }

        func run() async throws {
            let configuration = try options.read()
            let request = try JSONEncoder().encode(LocalRequest(trustClockBy: by))
            let reply: Reply = try await send([UInt8](request), to: configuration.journal)
            try reply.endUnlessKept()
            let report: ClockReport = try await send(
                [UInt8](JSONEncoder().encode(LocalRequest(.clock))), to: configuration.journal)
            say(report.lines(configuration.gateway))
        }
    }
}

extension ClockReport {
    fileprivate var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // Plain values: encoding them cannot fail.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// For a person, in the site's language and by its clock.
    fileprivate func lines(_ site: Configuration.Identity) -> String {
        let what = Text(zh: "网关时间", en: "gateway's time")[site.language]
        let lines = [
            "\(what) \(time.onSite(site.utcOffset))", state[site.language],
            disagreement(site.utcOffset)?[site.language],
        ]
        return lines.compactMap(\.self).joined(separator: "\n")
    }
}
