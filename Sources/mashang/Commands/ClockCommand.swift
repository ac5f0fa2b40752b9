import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import SiteConfiguration

/// Shows the gateway's clock, and lets a person confirm that it is right.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        "clock",
        Text(
            zh: "显示网关的时间，或确认本机时钟是准的。",
            en: "Shows the gateway's time, and confirms that the machine's clock is right."),
        Text(
            zh: """
                网关按开机时长计时，不受改钟影响；内核、systemd-timesyncd 或 chronyd 在校时，或时钟与已保存的时间相符，就相信时钟。\
                否则读数有标记，也没有绿灯，直到时钟校准或有人确认。
                """,
            en: """
                The gateway counts time by the machine's uptime, which no setting of the clock changes, and believes the clock where the \
                kernel, systemd-timesyncd or chronyd keeps it right, or where it agrees with what was kept. Otherwise readings are \
                marked and no light is green, until the clock is set or a person vouches for it.
                """),
        subcommands: [Show.self, Trust.self], defaultSubcommand: Show.self
    )

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            "show",
            Text(
                zh: "显示网关的时间，以及由什么保证。",
                en: "Shows the gateway's time, and what vouches for it."),
            Text(
                zh: "时间可信时退出码为 0，不可信为 1，没有网关在运行为 69。",
                en: "Ends with 0 where the time is believed, with 1 where it is not, and with 69 if no gateway runs.")
        )

        @OptionGroup var options: ConfigurationOptions

        @Flag(help: help("输出 JSON。", "Prints JSON."))
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
            "trust",
            Text(
                zh: "确认本机时钟现在是准的。",
                en: "Confirms that the machine's clock is right now."),
            Text(
                zh: """
                    mashang clock trust --by 王工

                    先与手表核对，不准时校准：timedatectl set-time "2026-11-26 20:00:00"。网关从此按它计时，并改正开机以来所有内容的时间。台账记下由谁确认。

                    时钟不可能准（早于程序的制作时间）时退出码为 65；没有网关在运行时为 69；日志库现在不能写时为 1。
                    """,
                en: """
                    mashang clock trust --by 王工

                    Compare the clock with a watch first, and set it where it is wrong: timedatectl set-time "2026-11-26 20:00:00". The \
                    gateway takes its time from then on, and corrects the times of everything since the machine started. An \
                    entry of the ledger names who did that.

                    Ends with 65 if the clock cannot be right, because it is before the program was made; with 69 if no gateway runs, and \
                    with 1 if the journal cannot be written now.
                    """)
        )

        @OptionGroup var options: ConfigurationOptions

        @Option(help: help("确认时钟的人。", "The person who vouches for the clock.", "name"))
        var by: String

        func validate() throws {
            guard !Operator.isName(by) else { return }
            throw ValidationError(
                Text(
                    zh: "--by：姓名为 1 到 64 个可显示的字符，首尾不能有空格",
                    en: "--by: a name has 1 to 64 printable characters, and no space at either end"))
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
        // The report has only plain values, so that encoding cannot fail.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Returns the report for a person, in the language and the local time of the site.
    fileprivate func lines(_ site: Configuration.Identity) -> String {
        let what = Text(zh: "网关时间", en: "gateway's time")[site.language]
        let lines = [
            "\(what) \(time.onSite(site.utcOffset))", state[site.language],
            disagreement(site.utcOffset)?[site.language],
        ]
        return lines.compactMap(\.self).joined(separator: "\n")
    }
}
