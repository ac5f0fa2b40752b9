import Foundation
import MQTT
import Modbus
import Simulator
import TestSupport
import Testing

/// A site with one dust station on a bus, and a broker.
final class Site {
    let folder = try! TemporaryFolder()
    let broker: GatedBroker
    /// More members of the uplink's `mqtt:`.
    private let mqtt: String
    let server: ModbusServer
    static let code = "NJ320104D000049"
    static let replies = "mashang/2/NJ-TEST-0001/replies/test"

    init(broker: GatedBroker? = nil, mqtt: String = "") throws {
        self.broker = try broker ?? GatedBroker()
        self.mqtt = mqtt
        server = try ModbusServer.tcp { request in
            switch request {
            case .read(unit: 2, _, _, _): .silence
            case .read(_, _, _, let count): .words(Array(repeating: 25, count: count))
            case .write: .done
            }
        }
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// A site, and a witness that sees everything that its gateway publishes. The test stops the witness.
    static func watched(broker: GatedBroker? = nil, mqtt: String = "") async throws -> (site: Site, witness: Witness) {
        let site = try Site(broker: broker, mqtt: mqtt)
        let witness = try Witness(of: site.broker)
        try await site.broker.start(for: witness)
        return (site, witness)
    }

    var file: String { folder.path + "/gateway.yaml" }

    private var configuration: String {
        """
        gateway: {id: NJ-TEST-0001}
        uplinks: [{name: broker, mqtt: {url: "mqtt://127.0.0.1:\(broker.port)"\(mqtt)}, \(publishesEverything)}]
        journal: {path: \(folder.path)/journal.sqlite}
        page: {listen: "127.0.0.1:0"}
        profiles: [\(Program.repository)/Tests/Benchmarks/Profiles]
        buses:
          plc: {tcp: {host: 127.0.0.1, port: \(server.port)}}
        facilities:
          - {code: \(Self.code), kind: dust-site, name: 工地, devices: [{profile: mashang-forty-words, bus: plc, unit: 1}]}
          - {code: NJ320104D000050, kind: dust-site, name: 静默, devices: [{profile: mashang-forty-words, bus: plc, unit: 2}]}
          - {code: NJ320104T000056, kind: complaint-point, name: 投诉点}

        """
    }

    /// Publishes a command and returns the reply.
    func command(
        _ code: String, _ payload: String, retain: Bool = false, by witness: Witness
    ) async throws -> String {
        let known = witness.messages.filter { $0.topic == Self.replies }.count
        try publish(code, payload, retain: retain, by: witness)
        #expect(await witness.wait { $0.filter { $0.topic == Self.replies }.count > known })
        return witness.messages.last { $0.topic == Self.replies }?.text ?? ""
    }

    func publish(_ code: String, _ payload: String, retain: Bool, by witness: Witness) throws {
        let topic = "mashang/2/NJ-TEST-0001/\(code)/commands"
        var message = MQTTMessage(topic: topic, payload: Array(payload.utf8), retain: retain)
        message.responseTopic = Self.replies
        try witness.publish(message)
    }

    /// Runs a command beside the gateway to its end.
    ///
    /// - Parameter file: another configuration than that of the site.
    func run(_ arguments: String..., file: String? = nil) async throws -> (status: CInt, output: String) {
        try await run(arguments, file: file)
    }

    func run(_ arguments: [String], file: String? = nil) async throws -> (status: CInt, output: String) {
        let profiles = Program.repository + "/device-profiles"
        return try await Program.run(arguments + ["--config", file ?? self.file, "--profiles", profiles], in: folder)
    }

    func start(environment: [String: String] = [:]) throws -> Program {
        let arguments = ["run", "--config", file, "--profiles", Program.repository + "/device-profiles"]
        return try Program(arguments, in: folder, environment: environment)
    }
}

extension Program {
    /// Of the page that it has said last to serve.
    func address() async throws -> String {
        while true {
            if let url = output.matches(of: /http:\/\/127.0.0.1:[0-9]+\//).last?.0 { return String(url) }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The cookie of somebody who signs in on the page.
    ///
    /// - Parameter said: what `operator add` has printed, with the PIN.
    func signIn(_ name: String, _ said: String) async throws -> String {
        let pin = try #require(said.firstMatch(of: /PIN ([0-9]{6})/)?.1, "\(said)")
        let url = try await address()
        let form = try await TestSupport.output(of: "curl", ["-s", "\(url)signin"])
        let token = try #require(form.firstMatch(of: /name="token" value="([^"]+)"/)?.1, "\(form)")
        let fields = ["token=\(token)", "next=/", "name=\(name)", "pin=\(pin)"].flatMap { ["-F", $0] }
        let answer = try await TestSupport.output(of: "curl", ["-si"] + fields + ["\(url)signin"])
        return String(try #require(answer.firstMatch(of: /[Ss]et-[Cc]ookie: ([^;\r\n]+)/)?.1, "\(answer)"))
    }

    func page() async throws -> String {
        while true {
            let page = try await TestSupport.output(of: "curl", ["-s", try await address()])
            if !page.isEmpty { return page }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
