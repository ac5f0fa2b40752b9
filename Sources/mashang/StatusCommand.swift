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
            no gateway runs here.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Prints it as JSON (mashang/report/1).")
    var json = false

    func run() async throws {
        let configuration = try options.read()
        let report: GatewayReport = try await ask(LocalRequest(.status), configuration)
        guard json else { return say(StatusText(configuration.gateway.language).text(report)) }
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
        try await order(LocalRequest(.suspend, bus: bus, minutes: minutes), try options.read())
        say("\(bus) 暂停轮询\(minutes)分钟 · polling suspended for \(minutes) min; 'mashang resume \(bus)' ends it")
    }
}

struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Goes on polling a bus that was suspended.")

    @OptionGroup var options: ConfigurationOptions

    @Argument(help: "The bus, by its name in the configuration.")
    var bus: String

    func run() async throws {
        try await order(LocalRequest(.resume, bus: bus), try options.read())
        say("\(bus) 恢复轮询 · polling goes on")
    }
}

/// Asks the gateway that runs here; ends with 69 if there is none.
private func ask<Answer: Decodable & Sendable>(
    _ request: LocalRequest, _ configuration: Configuration
) async throws -> Answer {
    do {
        return try await ControlClient(configuration).send([UInt8](JSONEncoder().encode(request)))
    } catch {
        complain("\(error)")
        throw ExitCode(EX_UNAVAILABLE)
    }
}

private func order(_ request: LocalRequest, _ configuration: Configuration) async throws {
    let reply: Reply = try await ask(request, configuration)
    for problem in reply.problems ?? [] { complain("\(problem.text.zh)\n  \(problem.text.en)") }
    guard reply.ok else { throw ExitCode(EX_DATAERR) }
}
