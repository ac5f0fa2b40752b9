import Foundation
public import MQTT
import Synchronization

/// Stands at the broker and keeps what it passes on. Survives the broker's restarts.
public final class Witness: Sendable {
    public struct Message: Sendable {
        public var topic: String
        public var payload: [UInt8]

        public var text: String { String(decoding: payload, as: UTF8.self) }
        public var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(payload))) as? [String: Any] ?? [:]
        }

        /// Whether it has samples, live or late ones.
        public var hasSamples: Bool { topic.hasSuffix("/readings") || topic.hasSuffix("/backfill") }

        /// Whether it has samples of a facility.
        public func hasSamples(of code: String) -> Bool {
            topic.hasSuffix("/\(code)/readings") || topic.hasSuffix("/\(code)/backfill")
        }

        /// The sequences of the samples, the entry or the means in it; none for any other message.
        var sequences: [Int] {
            if hasSamples { return json["sequence"] as? [Int] ?? [] }
            return topic.hasSuffix("/events") || topic.hasSuffix("/means") ? [json["sequence"] as? Int ?? 0] : []
        }
    }

    private struct State {
        var messages: [Message] = []
        var client: MQTTClient?
        var isSubscribed = false
    }

    private final class Shared: Sendable {
        let state = Mutex(State())
        let arrived = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    private let shared = Shared()
    private let client: MQTTClient

    public init(port: UInt16) throws {
        let settings = MQTTSettings(host: "127.0.0.1", port: port, clientID: "witness-\(UUID().uuidString.prefix(8))")
        let shared = shared
        client = MQTTClient(settings) { events in
            for event in events {
                switch event {
                case .connected:
                    let client = shared.state.withLock { $0.client }
                    try? client?.subscribe("#")
                    shared.state.withLock { $0.isSubscribed = true }
                case .disconnected: shared.state.withLock { $0.isSubscribed = false }
                case .received(let message):
                    shared.state.withLock {
                        $0.messages.append(Message(topic: message.topic, payload: message.payload))
                    }
                case .answered, .subscribed: break
                }
            }
            shared.arrived.continuation.yield()
        }
        shared.state.withLock { $0.client = client }
        client.start()
    }

    /// Stands behind the gate.
    public convenience init(of gated: GatedBroker) throws {
        try self.init(port: gated.broker.port)
    }

    public func stop() {
        client.stop()
        shared.state.withLock { $0.client = nil }
    }

    public var messages: [Message] { shared.state.withLock { $0.messages } }
    public var isSubscribed: Bool { shared.state.withLock { $0.isSubscribed } }

    public func publish(_ message: MQTTMessage) throws {
        try client.publish(message, token: 0)
    }

    /// Waits for what it was told to wait for, as messages arrive; false after the time limit.
    public func wait(upTo limit: Duration = .seconds(60), until condition: ([Message]) -> Bool) async -> Bool {
        let end = ContinuousClock.now + limit
        let alarm = Task {
            try await Task.sleep(until: end, clock: .continuous)
            shared.arrived.continuation.yield()
        }
        defer { alarm.cancel() }
        if condition(messages) { return true }
        for await _ in shared.arrived.stream {
            if condition(messages) { return true }
            if ContinuousClock.now >= end { return false }
        }
        return false
    }

    /// All sequences of samples, entries and means that have arrived.
    public static func sequences(_ messages: [Message]) -> Set<Int> {
        Set(messages.flatMap(\.sequences))
    }

    /// Sequences from 1 to the newest that have not arrived.
    public static func missing(_ messages: [Message]) -> [Int] {
        let sequences = sequences(messages)
        return sequences.max().map { newest in (1...newest).filter { !sequences.contains($0) } } ?? []
    }
}

extension MQTTMessage {
    /// The sequences of the samples, the entry or the means in it; none for any other message.
    public var sequences: [Int64] {
        Witness.Message(topic: topic, payload: payload).sequences.map(Int64.init)
    }
}
