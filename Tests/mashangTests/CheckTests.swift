import Foundation
import TestSupport
import Testing

/// `mashang check`, with what it finds on this machine and at the brokers.
@Suite(.timeLimit(.minutes(10))) struct CheckTests {
    private let missing = ", username: n, passwordFile: /nowhere/pw"

    /// C5.
    @Test func aFileThatABrokerNeedsAndThatIsNotThereEndsCheckWithItsPlace() async throws {
        let site = try Site(mqtt: missing)
        let checked = try await site.run("check")
        #expect(checked.status == 65)
        let message = ": /nowhere/pw is not there; put it there, or correct the path"
        #expect(checked.output.contains("\(site.file):2:") && checked.output.contains(message), "\(checked.output)")
    }

    /// C5.
    @Test func theGatewayRunsWithoutAFileThatABrokerNeedsAndLogsIt() async throws {
        let site = try Site(mqtt: missing)
        let gateway = try site.start()
        #expect(try await gateway.page().contains("静默"))
        #expect(gateway.output.contains("/nowhere/pw is not there"), "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func theGatewayRunsWithoutTheFilesOfTLS() async throws {
        let site = try Site(mqtt: ", certificateAuthority: /nowhere/ca.crt")
        let text = try String(contentsOfFile: site.file, encoding: .utf8).replacing("mqtt://", with: "mqtts://")
        try text.write(toFile: site.file, atomically: true, encoding: .utf8)
        let gateway = try site.start()
        #expect(try await gateway.page().contains("静默"))
        #expect(gateway.output.contains("/nowhere/ca.crt is not there"), "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func tryingTheBrokerLeavesTheGatewayConnected() async throws {
        let site = try Site()
        let witness = try Witness(of: site.broker)
        defer { witness.stop() }
        try await site.broker.start(for: witness)
        let gateway = try site.start()
        func states() -> [String] {
            witness.messages.filter { $0.topic == "mashang/2/NJ-TEST-0001/state" }.compactMap {
                $0.json["state"] as? String
            }
        }
        #expect(await witness.wait { _ in states().last == "online" })
        let checked = try await site.run("check", "--connect")
        #expect(checked.status == 0, "\(checked.output)")
        #expect(
            checked.output.contains("uplink broker 127.0.0.1:\(site.broker.port): connected over MQTT 5"),
            "\(checked.output)")
        #expect(!states().contains("offline"))
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }

    @Test func everyBrokerIsTriedAndOneThatDoesNotConnectEndsItWith69() async throws {
        let site = try Site()
        let other = try Broker("allow_anonymous false")
        try await other.start()
        let there = try Broker()
        try await there.start()
        let uplinks = [("refuses", other.port), ("there", there.port), ("away", freePort())].map { name, port in
            "{name: \(name), mqtt: {url: \"mqtt://127.0.0.1:\(port)\"}}"
        }
        let text = "gateway: {id: NJ-1}\nuplinks: [\(uplinks.joined(separator: ", "))]\n"
        try text.write(toFile: site.file, atomically: true, encoding: .utf8)
        let checked = try await site.run("check", "--connect")
        #expect(checked.status == 69)
        #expect(checked.output.contains("uplink there 127.0.0.1:\(there.port): connected over MQTT 5"))
        #expect(checked.output.contains("uplink refuses 127.0.0.1:\(other.port): not connected: 代理答复 0x8"))
        #expect(checked.output.contains(": not connected: 连接不上：对方没有在这个端口上等待连接"), "\(checked.output)")
    }

    @Test func withoutAnUplinkThereIsNothingToTry() async throws {
        let site = try Site()
        try "gateway: {id: NJ-1}\n".write(toFile: site.file, atomically: true, encoding: .utf8)
        let checked = try await site.run("check", "--connect")
        #expect(checked.status == 0 && checked.output.hasSuffix("no uplink to connect to\n"), "\(checked.output)")
    }
}
