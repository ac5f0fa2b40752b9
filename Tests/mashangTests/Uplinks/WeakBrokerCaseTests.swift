import Delivery
import Facilities
import Foundation
import TestSupport
import Testing

/// C8: a broker without QoS 1, or without retained messages.
@Suite(.timeLimit(.minutes(10))) struct WeakBrokerCaseTests {
    private func scene(_ settings: String) async throws -> (GatedBroker, Witness, UplinksSite) {
        let broker = try GatedBroker("allow_anonymous true\n\(settings)")
        let witness = try Witness(of: broker)
        try await broker.start(for: witness)
        return (broker, witness, try UplinksSite(UplinksSite.uplink("bureau", at: broker.port)))
    }

    @Test func withoutQoS1StateAndStatusesComeAndReadingsStay() async throws {
        let (broker, witness, site) = try await scene("max_qos 0")
        defer { withExtendedLifetime(broker) { witness.stop() } }
        let gateway = try site.start()
        for topic in ["state", "\(UplinksSite.facility)/status", "\(UplinksSite.kitchen)/status"] {
            #expect(await witness.wait { $0.contains { $0.topic == "mashang/2/\(site.id)/\(topic)" } }, "\(topic)")
        }
        let report = try await site.report(of: "bureau") { $0.isConnected && $0.backlog >= 20 }
        #expect(report.reason?.en.contains("supports QoS 0 only") == true, "\(report)")
        #expect(try await site.run("status").output.contains("! 服务器只支持 QoS 0"))
        #expect(Witness.sequences(witness.messages).isEmpty)
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
        #expect(try await site.exported().count >= site.device.answered - 2)
        #expect(await witness.wait { $0.last { $0.topic.hasSuffix("/state") }?.json["state"] as? String == "offline" })
    }

    @Test func withoutRetainedMessagesEverythingComesAndStatusSaysWhatIsMissing() async throws {
        let (broker, witness, site) = try await scene("retain_available false")
        defer { withExtendedLifetime(broker) { witness.stop() } }
        let gateway = try site.start()
        let report = try await site.report(of: "bureau") { $0.isConnected }
        #expect(report.reason?.en.contains("retains nothing") == true, "\(report)")
        #expect(try await site.run("status").output.contains("! 服务器不支持保留消息"))
        #expect(await witness.wait { $0.contains { $0.topic.hasSuffix("/\(UplinksSite.kitchen)/status") } })
        try await site.endAndExpectEverything(gateway, of: "bureau", at: witness)
    }
}
