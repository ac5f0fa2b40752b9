import Foundation
import TestSupport
import Testing

/// Debian's mosquitto with the certificates, the configuration and the rights of `docs/mqtt.md`.
@Suite(.timeLimit(.minutes(2))) struct SecuredBrokerTests {
    private let folder = try! TemporaryFolder()
    private let broker: Broker

    init() async throws {
        let made = try await GuideFiles.shell(
            "bash \"$1\"/certificates.sh localhost NJ-QH-0001 NJ-QH-0002 centre && cp \"$1\"/acl . && chmod -R a+rwX .",
            GuideFiles.folder, in: folder)
        try #require(made.status == 0, "\(made.output)")
        // The listener is the broker's own.
        let settings = try GuideFiles.text("mosquitto.conf").replacing("listener 8883\n", with: "")
            .replacing("/etc/mosquitto/", with: folder.path + "/")
            .replacing("/var/lib/mosquitto/", with: folder.path + "/")
        broker = try Broker(settings)
        try await broker.start()
    }

    /// Publishes a retained message with the certificate of somebody.
    private func publish(_ topic: String, as name: String) async throws -> (status: CInt, output: String) {
        try await client("mosquitto_pub -q 1 -r -m x", topic, as: name)
    }

    /// The topics of the retained messages that each client gets with its filter. They listen side by side for two seconds; the
    /// end is not left to mosquitto_sub, since 2.0.11 did not end by its own `-W`.
    private func retained(_ clients: [(name: String, filter: String)]) async throws -> [Set<String>] {
        let commands = clients.enumerated().map { index, client in
            "timeout -s KILL 2 mosquitto_sub -F %t --retained-only -V 5 -h localhost -p \(broker.port) --cafile ca.crt "
                + "--cert \(client.name).crt --key \(client.name).key -t '\(client.filter)' > \(index).txt &"
        }
        _ = try await GuideFiles.shell(commands.joined(separator: " ") + " wait", in: folder)
        return try clients.indices.map { index in
            let topics = try String(contentsOfFile: folder.path + "/\(index).txt", encoding: .utf8)
            return Set(topics.split(separator: "\n").map(String.init))
        }
    }

    private func client(_ command: String, _ topic: String, as name: String) async throws -> (
        status: CInt, output: String
    ) {
        try await GuideFiles.shell(
            "\(command) -V 5 -h localhost -p \(broker.port) --cafile ca.crt --cert $1.crt --key $1.key -t \"$2\"", name,
            topic,
            in: folder)
    }

    @Test func aGatewayPublishesItsOwnTopicsOnlyAndTheCentreReadsAll() async throws {
        for gateway in ["NJ-QH-0001", "NJ-QH-0002"] {
            for place in ["state", "NJ320104C000018/status"] {
                _ = try await publish("mashang/2/\(gateway)/\(place)", as: gateway)
            }
        }
        _ = try await publish("mashang/2/NJ-QH-0002/forged", as: "NJ-QH-0001")
        _ = try await publish("mashang/2/NJ-QH-0001/forged", as: "centre")
        _ = try await publish("mashang/2/NJ-QH-0001/NJ320104C000018/commands", as: "centre")
        let own = ["state", "NJ320104C000018/status"]
        let all = Set(["NJ-QH-0001", "NJ-QH-0002"].flatMap { gateway in own.map { "mashang/2/\(gateway)/\($0)" } })
        let commands = "mashang/2/NJ-QH-0001/NJ320104C000018/commands"
        let read = try await retained([
            ("centre", "#"), ("NJ-QH-0001", "mashang/2/NJ-QH-0001/state"),
            ("NJ-QH-0001", "mashang/2/NJ-QH-0001/+/commands"), ("NJ-QH-0002", "mashang/2/+/+/status"),
            ("NJ-QH-0002", "mashang/2/+/+/commands"),
        ])
        #expect(read == [all.union([commands]), ["mashang/2/NJ-QH-0001/state"], [commands], [], []])
    }

    @Test func nobodyConnectsWithoutACertificateOfTheAuthority() async throws {
        let bare = try await GuideFiles.shell(
            "mosquitto_pub -h localhost -p \(broker.port) --cafile ca.crt -q 1 -t mashang/2/x/state -m x", in: folder)
        #expect(bare.status != 0)
        let strange =
            "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=centre -keyout o.key -out o.crt"
        let foreign = try await GuideFiles.shell(
            "openssl req -x509 \(strange) && mosquitto_pub -h localhost -p \(broker.port) --cafile ca.crt --cert o.crt "
                + "--key o.key -q 1 -t mashang/2/x/state -m x", in: folder)
        #expect(foreign.status != 0)
    }

    @Test func theGatewaysCheckConnectsByTheUplinkOfTheGuide() async throws {
        let uplinks = try GuideFiles.text("gateway.yaml").replacing("/etc/mashang/tls", with: folder.path)
            .replacing("broker.example:8883", with: "localhost:\(broker.port)")
        let configuration = """
            gateway: {id: NJ-QH-0001}
            \(uplinks)
            journal: {path: \(folder.path)/journal.sqlite}
            facilities:
              - {code: NJ320104F000038, kind: fume-purifier, name: 厨房, fume: {stoves: 4}}
            """
        let file = folder.path + "/gateway.yaml"
        try configuration.write(toFile: file, atomically: true, encoding: .utf8)
        let (status, output) = try await Program.run(["check", "--connect", "--config", file], in: folder)
        #expect(status == 0, "\(output)")
    }
}
