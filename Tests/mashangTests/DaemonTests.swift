import Foundation
import MQTT
import Modbus
import TestSupport
import Testing

/// A site with one dust station on a bus, and a broker.
private final class Site {
    let folder = try! TemporaryFolder()
    let broker = try! Broker()
    /// The gateway's way to the broker, so that a test can be subscribed before anything is published.
    let gate: Gate
    let server: ModbusServer
    static let code = "NJ320104D000049"

    init() throws {
        gate = try Gate(to: broker.port)
        server = try ModbusServer.tcp { request in
            switch request {
            case .read(unit: 2, _, _, _): .silence
            case .read(_, _, _, let count): .words(Array(repeating: 25, count: count))
            case .write: .done
            }
        }
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
    }

    var file: String { folder.path + "/gateway.yaml" }

    private var configuration: String {
        """
        gateway: {id: NJ-TEST-0001}
        mqtt: {url: "mqtt://127.0.0.1:\(gate.port)"}
        journal: {path: \(folder.path)/journal.sqlite, commitEvery: 200ms}
        page: {listen: "127.0.0.1:0"}
        buses:
          plc: {tcp: {host: 127.0.0.1, port: \(server.port)}}
        facilities:
          - {code: \(Self.code), kind: dust-site, name: 工地, devices: [{profile: mashang-forty-words, bus: plc, unit: 1}]}
          - {code: NJ320104D000050, kind: dust-site, name: 静默, devices: [{profile: mashang-forty-words, bus: plc, unit: 2}]}
          - {code: NJ320104T000056, kind: complaint-point, name: 投诉点}

        """
    }

    /// Returns when the witness will see everything that the gateway publishes.
    func startBroker(for witness: Witness) async throws {
        try broker.start()
        #expect(await witness.wait { _ in witness.isSubscribed })
        try gate.open()
    }

    func stopBroker() {
        broker.stop()
        gate.shut()
    }

    func start() throws -> Program {
        try Program(["run", "--config", file, "--profiles", Program.repository + "/device-profiles"], in: folder)
    }
}

private func samples(_ messages: [Witness.Message], of code: String = Site.code) -> Int {
    messages.filter { $0.topic.hasSuffix("/\(code)/readings") }
        .reduce(0) { $0 + ((($1.json["sequence"]) as? [Int])?.count ?? 0) }
}

@Suite(.serialized, .timeLimit(.minutes(5))) struct DaemonTests {
    @Test func nothingIsMissingAfterTheBrokerCameLateAndWentAway() async throws {
        let site = try Site()
        let witness = try Witness(port: site.broker.port)
        defer { witness.stop() }
        let program = try site.start()
        // The broker comes two seconds after the gateway, and goes for three seconds more.
        try await Task.sleep(for: .seconds(2))
        try await site.startBroker(for: witness)
        #expect(await witness.wait { samples($0) >= 3 })
        site.stopBroker()
        try await Task.sleep(for: .seconds(3))
        let before = samples(witness.messages)
        try await site.startBroker(for: witness)
        #expect(await witness.wait { samples($0) >= before + 5 })
        #expect(await witness.wait { Witness.missing($0).isEmpty })
        #expect(program.end(SIGTERM) == 0, "\(program.output)")
    }

    @Test func nothingIsMissingAfterAKill() async throws {
        let site = try Site()
        let witness = try Witness(port: site.broker.port)
        defer { witness.stop() }
        try await site.startBroker(for: witness)
        for round in 1...3 {
            let program = try site.start()
            let goal = samples(witness.messages) + 3
            #expect(await witness.wait { samples($0) >= goal }, "round \(round): \(program.output)")
            program.end(SIGKILL)
        }
        let program = try site.start()
        let goal = samples(witness.messages) + 3
        #expect(await witness.wait { samples($0) >= goal && Witness.missing($0).isEmpty })
        #expect(program.end(SIGTERM) == 0)
    }

    @Test func aSilentDeviceIsMarkedAndTheOthersKeepTheirPeriods() async throws {
        let site = try Site()
        let witness = try Witness(port: site.broker.port)
        defer { witness.stop() }
        try await site.startBroker(for: witness)
        let program = try site.start()
        let start = ContinuousClock.now
        #expect(await witness.wait { samples($0) >= 8 })
        // Eight samples at one a second: the silent unit, with a time-out of half a second, cost no more than its own.
        #expect(ContinuousClock.now - start < .seconds(30))
        let silent = witness.messages.first { $0.topic.hasSuffix("/NJ320104D000050/readings") }?.text ?? ""
        #expect(silent.contains(#""w00":{"unit":"1","value":[null],"quality":["bad:noAnswer"]}"#), "\(silent)")
        let status = witness.messages.last { $0.topic.hasSuffix("/NJ320104D000050/status") }?.json
        #expect(status?["light"] as? String == "grey")
        #expect(program.end(SIGTERM) == 0)
        #expect(await witness.wait { $0.last { $0.topic.hasSuffix("/state") }?.json["state"] as? String == "offline" })
    }

    @Test func aCommandIsAnsweredAndChangesTheLight() async throws {
        let site = try Site()
        let witness = try Witness(port: site.broker.port)
        defer { witness.stop() }
        try await site.startBroker(for: witness)
        let program = try site.start()
        #expect(await witness.wait { $0.contains { $0.topic.hasSuffix("NJ320104T000056/status") } })
        func send(_ payload: String) async throws -> String? {
            let known = witness.messages.filter { $0.topic == "replies" }.count
            var message = MQTTMessage(
                topic: "mashang/1/NJ-TEST-0001/NJ320104T000056/commands", payload: Array(payload.utf8))
            message.responseTopic = "replies"
            try witness.publish(message)
            #expect(await witness.wait { $0.filter { $0.topic == "replies" }.count > known })
            return witness.messages.last { $0.topic == "replies" }?.text
        }
        let wrong = try await send(#"{"schema":"mashang/command/9","record":{}}"#)
        #expect(wrong?.contains(#""ok":false"#) == true)
        let record = #"{"at":"2026-11-20T02:00:00Z","by":"中心","body":{"kind":"complaint","id":"1","text":"异味"}}"#
        let right = try await send(#"{"schema":"mashang/command/1","record":\#(record)}"#)
        #expect(right?.contains(#""ok":true"#) == true, "\(right ?? "")")
        #expect(
            await witness.wait { messages in
                messages.last { $0.topic.hasSuffix("NJ320104T000056/status") }?.json["light"] as? String == "red"
            }
        )
        #expect(program.end(SIGTERM) == 0)
    }
}
