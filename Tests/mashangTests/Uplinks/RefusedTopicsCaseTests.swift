import Delivery
import Facilities
import Foundation
import TestSupport
import Testing

/// C1: a broker whose rights do not cover all topics.
@Suite(.timeLimit(.minutes(10))) struct RefusedTopicsCaseTests {
    private let rights = try! TemporaryFolder()

    private func allow(_ lines: String) throws {
        // The broker reads it as another user than the one who starts it.
        try lines.write(toFile: rights.path + "/acl", atomically: false, encoding: .utf8)
    }

    /// All may read and set marks. The gateway may write its state and the statuses: `%c` is its client id.
    private static let narrow = """
        topic read #
        topic write mark/#
        pattern write mashang/2/%c/state
        pattern write mashang/2/%c/+/status

        """

    @Test func whatARightIsMissingForWaitsIsNamedAndComesOnceTheRightIsThere() async throws {
        try allow(Self.narrow)
        let broker = try GatedBroker("allow_anonymous true\nacl_file \(rights.path)/acl")
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(UplinksSite.uplink("bureau", at: broker.port))
        let gateway = try site.start()
        let readings = "mashang/2/\(site.id)/\(UplinksSite.facility)/readings"
        let events = "mashang/2/\(site.id)/events"
        let report = try await site.report(of: "bureau") { report in
            Set(report.refused.map(\.topic)).isSuperset(of: [readings, events])
        }
        #expect(report.isConnected, "\(gateway.output)")
        for one in report.refused {
            #expect(one.reason == "0x87" && one.text.en.contains("access control (ACL)"), "\(one)")
            // What is refused as live waits as what is late.
            #expect(one.waiting >= 1 || one.topic == readings, "\(one)")
        }
        let shown = try await site.run("status").output
        #expect(shown.contains("被拒收 \(readings): 服务器答复 0x87：没有权限"), "\(shown)")
        #expect(gateway.lines("Topic refused by the broker").count == report.refused.count, "\(gateway.output)")
        // State and statuses come, and the state names what is refused.
        #expect(await witness.wait { $0.contains { $0.topic.hasSuffix("/\(UplinksSite.facility)/status") } })
        #expect(await witness.wait { refusedInState($0).isSuperset(of: [readings, events]) })
        #expect(Witness.sequences(witness.messages).isEmpty)
        try allow("topic readwrite #\n")
        try await broker.stop(for: witness)
        try await broker.start(for: witness)
        // What is live shows whether its topic is taken again.
        _ = try await site.report(of: "bureau") { $0.isConnected && $0.refused.isEmpty }
        try await site.endAndExpectEverything(gateway, of: "bureau", at: witness)
        #expect(refusedInState(witness.messages).isEmpty)
    }

    /// The topics that the newest state names.
    private func refusedInState(_ messages: [Witness.Message]) -> Set<String> {
        let state = messages.last { $0.topic.hasSuffix("/state") && $0.json["state"] as? String == "online" }
        let uplink = state?.json["uplink"] as? [String: Any]
        let refused = uplink?["refused"] as? [[String: Any]] ?? []
        return Set(refused.compactMap { $0["topic"] as? String })
    }
}
