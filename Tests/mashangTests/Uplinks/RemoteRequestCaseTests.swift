import Foundation
import MQTT
import TestSupport
import Testing

/// What a broker's clients ask a running gateway for.
@Suite(.timeLimit(.minutes(10))) struct RemoteRequestCaseTests {
    private let site = try! Site()

    private func answer(_ code: String?, _ members: String, by witness: Witness) async throws -> [String: Any] {
        let text = #"{"schema":"mashang/command/2",\#(members)}"#
        let known = witness.messages.filter { $0.topic == Site.replies }.count
        let place = code.map { "\($0)/commands" } ?? "commands"
        var message = MQTTMessage(topic: "mashang/2/NJ-TEST-0001/\(place)", payload: Array(text.utf8))
        message.responseTopic = Site.replies
        try witness.publish(message)
        #expect(await witness.wait { $0.filter { $0.topic == Site.replies }.count > known })
        return witness.messages.last { $0.topic == Site.replies }?.json ?? [:]
    }

    @Test func everythingThatIsKeptCanBeRequestedPageByPage() async throws {
        let witness = try Witness(of: site.broker)
        defer { witness.stop() }
        try await site.broker.start(for: witness)
        let program = try site.start()
        let readings = "mashang/2/NJ-TEST-0001/\(Site.code)/readings"
        #expect(await witness.wait { $0.filter { $0.topic == readings }.count >= 5 }, "\(program.output)")
        var (found, after): (Set<Int>, String) = ([], "")
        let stretch = #""request":"readings","from":"2020-01-01T08:00:00+08:00","to":"2100-01-01T00:00:00Z""#
        for _ in 1...100 {
            let page = try await answer(Site.code, "\(stretch),\"limit\":2\(after)", by: witness)
            for message in page["readings"] as? [[String: Any]] ?? [] {
                found.formUnion(message["sequence"] as? [Int] ?? [])
            }
            guard let next = page["next"] as? Int else { break }
            after = ",\"after\":\(next)"
        }
        let live = Witness.sequences(witness.messages.filter { $0.topic == readings })
        let last = try #require(found.max())
        #expect(live.filter { $0 <= last }.subtracting(found).isEmpty)
        #expect(found.count >= 5)
        let report = try await answer(nil, #""request":"report","id":"r""#, by: witness)
        #expect((report["report"] as? [String: Any])?["gateway"] as? String == "NJ-TEST-0001", "\(report)")
        #expect(report["id"] as? String == "r")
        let wrong = try await answer(Site.code, #""request":"reading""#, by: witness)
        #expect(wrong["answer"] as? String == "refused")
        #expect(await program.end(SIGTERM) == 0, "\(program.output)")
        try await everythingFitsItsSchema(witness)
    }

    /// The answers, the messages of readings in them, and the commands but for the one that was wrong.
    private func everythingFitsItsSchema(_ witness: Witness) async throws {
        let answers = witness.messages.filter { $0.topic == Site.replies }
        let inner = try answers.flatMap { $0.json["readings"] as? [[String: Any]] ?? [] }.map {
            String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
        }
        let report = try answers.compactMap { $0.json["report"] }.map {
            String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
        }
        let commands = witness.messages.filter {
            $0.topic.hasSuffix("/commands") && $0.json["request"] as? String != "reading"
        }
        let (status, output) = try await SchemaTests.validate(
            (answers + commands).map(\.text) + inner + report)
        #expect(status == 0, "\(output)")
    }
}
