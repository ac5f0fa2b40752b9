import Foundation
import MQTT
import TestSupport
import Testing

/// Where the answer to a command goes.
@Suite(.timeLimit(.minutes(10))) struct ReplyTopicTests {
    private static let own = "mashang/2/NJ-UPLINK-0001/replies"

    @Test(arguments: [
        ("elsewhere/answers", "\(own)/c1"), ("\(own)/mine", "\(own)/mine"), ("bureau/replies/7", "bureau/replies/7"),
        ("bureau/repliesnot/7", "\(own)/c1"), ("mashang/2/NJ-UPLINK-0001/state", "\(own)/c1"),
    ]) func anAnswerIsWantedSomewhereAndGoesWhereItMay(_ wanted: String, _ topic: String) async throws {
        let broker = try GatedBroker()
        let witness = try Witness(of: broker)
        defer { witness.stop() }
        try await broker.start(for: witness)
        let site = try UplinksSite(
            UplinksSite.uplink("bureau", at: broker.port, more: "replies: [bureau/replies]"))
        let gateway = try site.start()
        #expect(await witness.wait { $0.newestAnswer > 0 })
        let command =
            #"{"schema":"mashang/command/2","id":"c1","record":{"by":"王","body":{"kind":"cleaning","parts":["filter"]}}}"#
        var message = MQTTMessage(
            topic: "mashang/2/\(site.id)/\(UplinksSite.kitchen)/commands", payload: Array(command.utf8))
        message.responseTopic = wanted
        message.correlation = [7]
        try witness.publish(message)
        #expect(
            await witness.wait { $0.contains { $0.topic == topic && $0.text.contains(#""id":"c1""#) } },
            "\(gateway.output)")
        let answers = witness.messages.filter { $0.json["schema"] as? String == "mashang/reply/2" }
        #expect(answers.map(\.topic) == [topic], "\(answers.map(\.text))")
        #expect(gateway.lines("Reply topic is not allowed").count == (wanted == topic ? 0 : 1), "\(gateway.output)")
        #expect(await gateway.end(SIGTERM) == 0, "\(gateway.output)")
    }
}
