import Foundation
import MQTT
import TestSupport
import Testing

/// A gateway with a counting device that is asked ten times a second, and a kitchen at which records are entered.
final class FaultSite {
    static let journalName = "journal.sqlite"
    static let kitchen = "NJ320104F000038"

    let folder = try! TemporaryFolder()
    /// Where the journal and the control socket are.
    let journalFolder: String
    let device: CountingDevice
    let broker: GatedBroker?
    private let brokerPort: UInt16

    var journal: String { journalFolder + "/" + Self.journalName }
    var socket: String { journalFolder + "/control.sock" }
    var file: String { folder.path + "/gateway.yaml" }

    /// - Parameters:
    ///   - brokerPort: of something else than a broker of its own.
    ///   - modbusPort: of another device than its own.
    ///   - answers: how many answers the device has given before.
    ///   - units: how many devices the counting device stands for, each at a facility of its own.
    ///   - words: how many more registers each of them has.
    init(
        syncEvery: String = "10s", journalFolder: String? = nil, brokerPort: UInt16? = nil, modbusPort: UInt16? = nil,
        answers: Int = 0, units: Int = 1, words: Int = 0
    ) throws {
        device = try CountingDevice(after: answers)
        self.journalFolder = journalFolder ?? folder.path
        broker = brokerPort == nil ? try GatedBroker() : nil
        self.brokerPort = brokerPort ?? broker?.port ?? 0
        try Self.profile(words).write(toFile: folder.path + "/counter.yaml", atomically: true, encoding: .utf8)
        let settings = "{path: \(journal), \(Self.journalSettings(syncEvery: syncEvery))}"
        let configuration = configuration(journal: settings, modbusPort: modbusPort ?? device.port, units: units)
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
    }

    deinit { device.stop() }

    /// What the journal's settings say beside its path.
    static func journalSettings(syncEvery: String) -> String { "syncEvery: \(syncEvery)" }

    /// The profile of a counting device with so many more registers.
    static func profile(_ words: Int) -> String {
        let others = (2..<2 + words).map {
            "  w\($0): {own: true, register: holding \($0), type: uint16, every: 100ms}"
        }
        return """
            profile: counter
            name: {zh: 计数, en: counter}
            source: own
            verified: false
            points:
              p0: {own: true, register: holding 0, type: uint32, every: 100ms}
            \(others.joined(separator: "\n"))

            """
    }

    private func configuration(journal: String, modbusPort: UInt16, units: Int) -> String {
        let sites = (1...units).map { unit in
            "  - {code: FAULT-\(unit), kind: dust-site, name: 工地, devices: [{profile: counter, bus: plc, unit: \(unit)}]}"
        }
        return """
            gateway: {id: NJ-FAULT-0001}
            uplinks: [{name: broker, mqtt: {url: "mqtt://127.0.0.1:\(brokerPort)"}, \(publishesEverything)}]
            journal: \(journal)
            page: {listen: "127.0.0.1:0"}
            buses:
              plc: {tcp: {host: 127.0.0.1, port: \(modbusPort)}}
            facilities:
            \(sites.joined(separator: "\n"))
              - {code: \(Self.kitchen), kind: fume-purifier, name: 厨房, fume: {stoves: 4}}

            """
    }

    /// A configuration that differs in the journal's path only.
    func configuration(withJournalAt path: String) throws -> String {
        let text = try String(contentsOfFile: file, encoding: .utf8).replacing(
            "path: \(journal)", with: "path: \(path)")
        let file = folder.path + "/\(UUID().uuidString).yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    /// - Parameters:
    ///   - file: another configuration than the site's.
    ///   - through: a command that runs the program, such as `nsenter`.
    func start(
        _ environment: [String: String] = [:], file: String? = nil, through: [String] = []
    ) throws -> Program {
        let arguments = ["run", "--config", file ?? self.file, "--profiles", folder.path]
        return try Program(arguments, in: folder, environment: environment, through: through)
    }

    /// Runs a command beside the gateway to its end.
    func run(_ arguments: String...) async throws -> (status: CInt, output: String) {
        try await Program.run(arguments + ["--config", file, "--profiles", folder.path], in: folder)
    }

    /// A witness of everything that reaches the broker.
    func witness() async throws -> Witness {
        let broker = try #require(broker)
        let witness = try Witness(of: broker)
        try await broker.start(for: witness)
        return witness
    }

    /// The part `journal` of `mashang status --json`; empty where there is none.
    func journalStatus() async throws -> [String: Any] {
        let output = try await run("status", "--json").output
        let report = try? JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        return report?["journal"] as? [String: Any] ?? [:]
    }

    /// Lets the device fall silent, waits until its last answer has come out at the broker, and ends the gateway.
    ///
    /// - Returns: its exit status, and how many answers the device gave in all.
    func end(
        _ gateway: Program, seenBy witness: Witness, within limit: Duration = .seconds(20)
    ) async -> (status: CInt, answered: Int) {
        device.fallSilent()
        let answered = device.answered
        var (seen, newest) = (0, 0)
        let isOut = await witness.wait(upTo: limit) { messages in
            newest = max(newest, Array(messages[seen...]).newestAnswer)
            seen = messages.count
            return newest >= answered
        }
        #expect(isOut, "answer \(answered) has not come out; the newest is \(newest): \(gateway.output)")
        return (await gateway.end(SIGTERM), answered)
    }
}

extension [Witness.Message] {
    /// Which answer of the device came as which sample.
    var answers: [Int: Int] {
        reduce(into: [:]) { answers, message in
            guard message.hasSamples else { return }
            let json = message.json
            let values = ((json["readings"] as? [String: [String: Any]])?["p0"]?["value"] as? [Any]) ?? []
            for (sequence, value) in zip(json["sequence"] as? [Int] ?? [], values) {
                answers[sequence] = (value as? NSNumber)?.intValue
            }
        }
    }

    var newestAnswer: Int { answers.values.max() ?? 0 }
}

/// Waits for what nothing announces; false if it has not come about in time.
func eventually(
    within limit: Duration = .seconds(20), every pause: Duration = .milliseconds(20),
    _ condition: () async throws -> Bool
) async rethrows -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try? await Task.sleep(for: pause)
    }
    return false
}

extension Program {
    /// Sends SIGTERM and waits for the end, which is forced after half a minute.
    func endInTime() async -> (status: CInt, time: Duration) {
        let start = ContinuousClock.now
        let process = processID
        let force = Task {
            try await Task.sleep(for: .seconds(30))
            kill(process, SIGKILL)
        }
        defer { force.cancel() }
        return (await end(SIGTERM), .now - start)
    }

    /// Its exit status; nil if it runs on for longer, and then it is killed.
    func exitStatus(within limit: Duration) async -> CInt? {
        let process = processID
        let force = Task {
            try await Task.sleep(for: limit)
            kill(process, SIGKILL)
        }
        defer { force.cancel() }
        let start = ContinuousClock.now
        let status = await exitStatus
        return ContinuousClock.now - start < limit ? status : nil
    }
}
