import Foundation
import MQTT

/// A broker behind a gate, so that a witness is subscribed before anybody else can publish.
public final class GatedBroker {
    public let broker: Broker
    private let gate: Gate

    public init(_ settings: String = "allow_anonymous true") throws {
        broker = try Broker(settings)
        gate = Gate(to: broker.port)
    }

    /// The way to it that can be shut.
    public var port: UInt16 { gate.port }

    /// Returns when the witness will see everything that comes through the gate.
    public func start(for witness: Witness) async throws {
        try await broker.start()
        guard await witness.wait(until: { _ in witness.isSubscribed }) else { throw NobodyListens(port: broker.port) }
        try await gate.open()
    }

    /// Cuts the gateway off; the broker keeps what it has.
    public func shut() { gate.shut() }

    /// Lets the gateway in again.
    public func open() async throws { try await gate.open() }

    /// Cuts the gateway off, and ends the broker at once when the witness has what the broker had acknowledged: that would be
    /// lost with it, as it keeps nothing.
    public func stop(for witness: Witness) async throws {
        gate.shut()
        let mark = "mark/\(UUID().uuidString)"
        try witness.publish(MQTTMessage(topic: mark, payload: []))
        guard await witness.wait(until: { $0.last { $0.topic == mark } != nil }) else {
            throw NobodyListens(port: broker.port)
        }
        broker.stop()
    }
}
