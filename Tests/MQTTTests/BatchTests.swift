import MQTT
import Synchronization
import TestSupport
import Testing

/// Many messages that are published together, and many answers that arrive together.
@Suite(.timeLimit(.minutes(10))) struct BatchTests {
    private static let count: UInt8 = 50

    /// Publishes the messages, and returns the events, a list for each call.
    private func events(of broker: ScriptedBroker) async throws -> [[MQTTEvent]] {
        var settings = MQTTSettings(host: "127.0.0.1", port: broker.port, clientID: "batch")
        settings.window = Int(Self.count)
        let (calls, call) = AsyncStream<[MQTTEvent]>.makeStream()
        let client = MQTTClient(settings) { call.yield($0) }
        client.start()
        defer { client.stop() }
        var (all, answers): ([[MQTTEvent]], [UInt64]) = ([], [])
        for await events in calls {
            all.append(events)
            for event in events {
                switch event {
                case .connected:
                    for token in 1...UInt64(Self.count) {
                        let message = MQTTMessage(topic: "t", payload: [UInt8(token)])
                        try client.publish(message, token: token, isLast: false)
                    }
                    client.flush()
                case .answered(let token, _): answers.append(token)
                default: break
                }
            }
            if answers.count == Self.count { break }
        }
        #expect(answers == Array(1...UInt64(Self.count)))
        return all
    }

    @Test func whatIsPublishedTogetherArrivesInOrderAndIsAnsweredCompletely() async throws {
        let broker = try ScriptedBroker()
        defer { broker.stop() }
        _ = try await events(of: broker)
        #expect(broker.accepted.map { $0.payload } == (1...Self.count).map { [$0] })
    }

    @Test func answersThatArriveTogetherAreReportedTogether() async throws {
        var script = ScriptedBroker.Script()
        // libmosquitto numbers the messages of a connection from 1 on.
        let answers: [UInt8] = (1...Self.count).flatMap { number -> [UInt8] in [0x40, 2, 0, number] }
        script.puback = { $0.payload == [Self.count] ? .bytes(answers) : .silence }
        let broker = try ScriptedBroker(script)
        defer { broker.stop() }
        let calls = try await events(of: broker)
        #expect(calls.map(\.count) == [1, Int(Self.count)])
    }
}
