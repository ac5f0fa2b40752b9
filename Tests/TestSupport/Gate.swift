import Foundation
import MQTT

/// A way to a port that can be shut: what goes through it is cut off, and nothing comes through until it is opened.
public final class Gate {
    public let port: UInt16
    private let target: UInt16
    private var process: Process?

    public init(to target: UInt16) {
        self.target = target
        port = freePort()
    }

    deinit { shut() }

    /// Returns when it accepts connections.
    ///
    /// - Throws: `NobodyListens` when it does not within a minute.
    public func open() async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "socat", "TCP4-LISTEN:\(port),bind=127.0.0.1,reuseaddr,fork,nodelay", "TCP4:127.0.0.1:\(target),nodelay",
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        try await waitUntilAccepting(port, by: process)
    }

    /// Cuts its connections off, each of which is a child of its own in the same process group.
    public func shut() {
        guard let process, process.isRunning else { return }
        kill(-process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        self.process = nil
    }
}

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
