import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc
import SiteConfiguration

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how the gateway that runs here, its buses and their devices are doing, and what to look at.",
        discussion: """
            Of each device: answers by how long they took, time-outs, spoilt answers (CRC), refusals, frames that nobody waited \
            for, polls that were skipped, and what to look at first. Counts are since the gateway's start. Ends with 69 if \
            no gateway runs here. A configuration that is wrong by now is said; the gateway runs by the one before.

            Of each device also how completely its data came today, and with --rates in a month. Online: minutes with a value, \
            of all minutes since the device was there. Valid: hours with at least 45 minutes of valid data of each quantity, of \
            the whole hours since then; a day is valid with 18 of them. Transferred: samples that the broker has accepted, of \
            those that came; what is sent later counts once it is accepted. Below 90 % a rate is marked. The days of \
            installation and removal count as far as the device was there. Ends with 1 if there is nothing of the month.

            A line with ? is a suspicion of the last thirty days: what about the data or the records honest ones hardly ever show. \
            It accuses nobody, changes no light, and is neither on the page nor in any message.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Prints it as JSON (mashang/report/2).")
    var json = false

    @Flag(help: "Shows the rates of a month instead: online, valid, transferred, by device and day.")
    var rates = false

    @Option(help: ArgumentHelp("Of which month, as 2026-11; without it, of this one.", valueName: "month"))
    var month: String?

    func validate() throws {
        guard let month else { return }
        guard rates else { throw ValidationError("--month: belongs to --rates") }
        guard Month(month) != nil else {
            throw ValidationError("--month: '\(month)' is no month; write 2026-11")
        }
    }

    func run() async throws {
        guard !rates else { return try await showRates() }
        let (report, language): (GatewayReport, Language) = try await ask(LocalRequest(.status), options)
        guard json else { return say(StatusText(language).text(report)) }
        say(try report.pretty)
    }

    private func showRates() async throws {
        let request = LocalRequest(.rates, month: month.flatMap(Month.init))
        let (answer, language): (RatesAnswer, Language) = try await ask(request, options)
        guard case .report(let report) = answer else { throw answer.exit() }
        guard !report.facilities.isEmpty else {
            complain(RatesText(language).nothing(report))
            throw ExitCode(1)
        }
        say(json ? try report.pretty : RatesText(language).text(report))
    }
}

/// The rates, or why there are none.
private enum RatesAnswer: Decodable {
    case report(RatesReport)
    case refusal(Reply)

    init(from decoder: any Decoder) throws {
        if let reply = try? Reply(from: decoder) {
            self = .refusal(reply)
        } else {
            self = .report(try RatesReport(from: decoder))
        }
    }

    /// Says what is wrong and ends the command.
    func exit() -> ExitCode {
        if case .refusal(let reply) = self { complain(of: reply) }
        return ExitCode(1)
    }
}

extension Encodable {
    var pretty: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Leaves a bus to you for some minutes; then the gateway goes on by itself.",
        discussion:
            "What is not read meanwhile is marked as maintenance. Several commands do not add up: the last one counts."
    )

    @OptionGroup var options: ConfigurationOptions

    @Option(help: "For how long, 1 to 60.")
    var minutes = 10

    @Argument(help: "The bus, by its name in the configuration.")
    var bus: String

    func validate() throws {
        guard LocalRequest.minutes ~= minutes else { throw ValidationError("--minutes: write 1 to 60") }
    }

    func run() async throws {
        try await order(LocalRequest(.suspend, bus: bus, minutes: minutes), options)
        say("\(bus) 暂停轮询\(minutes)分钟 · polling suspended for \(minutes) min; 'mashang resume \(bus)' ends it")
    }
}

struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Goes on polling a bus that was suspended.")

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "The bus, by its name in the configuration.")
    var bus: String

    func run() async throws {
        try await order(LocalRequest(.resume, bus: bus), options)
        say("\(bus) 恢复轮询 · polling goes on")
    }
}

/// Asks the gateway that runs here. A file that is wrong is no reason not to: it may run by what the file said before.
/// If there is none, this ends with 65 where the file is wrong, and with 69 where it is right.
private func ask<Answer: Decodable & Sendable>(
    _ request: LocalRequest, _ options: ConfigurationOptions
) async throws -> (Answer, Language) {
    let place: (journal: Configuration.JournalSettings, language: Language)
    var status = ExitCode(EX_UNAVAILABLE)
    do {
        let configuration = try Configuration.read(file: options.config, folders: options.profiles, files: .disk)
        place = (configuration.journal, configuration.gateway.language)
    } catch {
        status = error.exit()
        place = Configuration.remains(of: options.config, files: .disk)
    }
    return (try await send([UInt8](JSONEncoder().encode(request)), to: place.journal, orEnd: status), place.language)
}

private func order(_ request: LocalRequest, _ options: ConfigurationOptions) async throws {
    let reply: Reply = try await ask(request, options).0
    complain(of: reply)
    guard reply.answer == .kept else { throw ExitCode(EX_DATAERR) }
}
