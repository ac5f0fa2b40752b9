import ArgumentParser
import Facilities
import Foundation
import Gateway
import Glibc

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Shows how the gateway that runs here, its buses and their devices are doing, and what to look at.",
        discussion: """
            Of each device: answers by how long they took, time-outs, spoilt answers (CRC), refusals, frames that nobody waited \
            for, polls that were skipped, and what to look at first. Counts are since the gateway's start. Ends with 69 if \
            no gateway runs here. A configuration that is wrong by now is said; the gateway runs by the one before.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Prints it as JSON (mashang/report/1).")
    var json = false

    func run() async throws {
        let (report, language): (GatewayReport, Language) = try await ask(LocalRequest(.status), options)
        guard json else { return say(StatusText(language).text(report)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        say(String(decoding: try encoder.encode(report), as: UTF8.self))
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
        let configuration = try Configuration.read(file: options.config, folders: options.profiles)
        place = (configuration.journal, configuration.gateway.language)
    } catch {
        status = error.exit()
        place = Configuration.remains(of: options.config)
    }
    return (try await send([UInt8](JSONEncoder().encode(request)), to: place.journal, orEnd: status), place.language)
}

private func order(_ request: LocalRequest, _ options: ConfigurationOptions) async throws {
    let reply: Reply = try await ask(request, options).0
    for problem in reply.problems ?? [] { complain("\(problem.text.zh)\n  \(problem.text.en)") }
    guard reply.ok else { throw ExitCode(EX_DATAERR) }
}
