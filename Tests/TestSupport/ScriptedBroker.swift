import Foundation
public import MQTT
import Synchronization

/// A broker that says what a test tells it to: any answer, any code, silence, or an end without a word.
public final class ScriptedBroker: Sendable {
    /// What it answers.
    public struct Script: Sendable {
        public var connack: @Sendable (ConnectPacket) -> Answer = { _ in .code(0) }
        /// What it answers to a message with QoS 1.
        public var puback: @Sendable (MQTTMessage) -> Answer = { _ in .code(0) }
        /// The argument is the filter.
        public var suback: @Sendable (String) -> Answer = { _ in .code(1) }
        public var answersPings = true
        /// Whether it ends a connection when the client sends DISCONNECT.
        public var closesAfterDisconnect = true

        public init() {}
    }

    public enum Answer: Sendable {
        /// A reason code with MQTT 5 properties, which are not sent over 3.1.1.
        case code(UInt8, properties: [UInt8] = [])
        case bytes([UInt8])
        /// The code of a DISCONNECT instead of an answer.
        case disconnect(UInt8)
        case silence
        case close

        fileprivate var isAccepting: Bool { if case .code(let code, _) = self { code < 0x80 } else { false } }
    }

    public let port: UInt16
    private let descriptor: CInt
    private let script: Script
    private let hasStopped = Atomic(false)
    private let heard = Mutex<[(what: Heard, at: ContinuousClock.Instant)]>([])
    private let taken = Mutex<[MQTTMessage]>([])
    private let connections = Mutex<[CInt]>([])

    /// What a client sent.
    public enum Heard: Sendable, Equatable {
        case connect(ConnectPacket)
        case publish(topic: String, qos: Int, retain: Bool, size: Int)
        case subscribe(String)
        case disconnect
        case closed

        public var isConnect: Bool { if case .connect = self { true } else { false } }
    }

    public init(_ script: Script = Script()) throws {
        self.script = script
        port = freePort()
        descriptor = try listener(on: port, backlog: 64)
        Thread.detachNewThread { [descriptor] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { break }
                Thread.detachNewThread { [weak self] in self?.serve(connection) }
            }
            close(descriptor)
        }
    }

    deinit { stop() }

    /// Ends it and all its connections.
    public func stop() {
        // The thread that accepts closes it: until then nobody else can get its number.
        let isFirst = hasStopped.exchange(true, ordering: .relaxed) == false
        if isFirst { shutdown(descriptor, CInt(SHUT_RDWR)) }
        endConnections()
    }

    /// Ends all connections without a word.
    public func endConnections() {
        connections.withLock { descriptors in
            for descriptor in descriptors { shutdown(descriptor, CInt(SHUT_RDWR)) }
        }
    }

    public var everything: [Heard] { heard.withLock { $0.map(\.what) } }

    /// The CONNECT packets so far.
    public var connects: [ConnectPacket] {
        everything.compactMap { if case .connect(let packet) = $0 { packet } else { nil } }
    }

    /// The messages that it has accepted: with a code below 0x80, or with QoS 0.
    public var accepted: [MQTTMessage] { taken.withLock(\.self) }

    /// Returns the accepted messages behind so many.
    public func accepted(after count: Int) -> [MQTTMessage] { taken.withLock { Array($0.dropFirst(count)) } }

    /// The times at which messages of a topic came, by the broker's own threads.
    public func times(of wanted: String) -> [ContinuousClock.Instant] {
        heard.withLock(\.self).compactMap { what, time in
            if case .publish(wanted, _, _, _) = what { time } else { nil }
        }
    }

    /// Sends a message with QoS 0 to every client, over MQTT 5.
    public func publish(_ message: MQTTMessage) {
        let packet = RawPacket(publishing: message)
        for connection in connections.withLock(\.self) { _ = packet.send(on: connection) }
    }

    /// The times up to each CONNECT since the last packet of a kind, by the broker's own threads.
    public func pauses(since isStart: (Heard) -> Bool = \.isConnect) -> [Duration] {
        var start: ContinuousClock.Instant?
        return heard.withLock(\.self).reduce(into: []) { pauses, entry in
            if let start, entry.what.isConnect { pauses.append(start.duration(to: entry.at)) }
            if isStart(entry.what) { start = entry.at }
        }
    }

    private func serve(_ connection: CInt) {
        connections.withLock { $0.append(connection) }
        defer {
            connections.withLock { $0.removeAll { $0 == connection } }
            close(connection)
        }
        var version: UInt8 = 4
        while let packet = RawPacket(from: connection) {
            guard answer(packet, &version, on: connection) else { break }
        }
        note(.closed)
    }

    /// - Returns: whether the connection stays.
    private func answer(_ packet: RawPacket, _ version: inout UInt8, on connection: CInt) -> Bool {
        switch packet.kind {
        case 1:
            guard let connect = ConnectPacket(packet.body) else { return false }
            version = connect.version
            note(.connect(connect))
            let isKept = send(script.connack(connect), on: connection) { code, properties in
                version == 5
                    ? .init(0x20, [0, code] + lengthField(properties.count) + properties) : .init(0x20, [0, code])
            }
            return isKept
        case 3:
            return take(PublishPacket(packet, version: version), version, size: packet.size, on: connection)
        case 8:
            let filter = packet.filter(version: version)
            note(.subscribe(filter))
            return send(script.suback(filter), on: connection) { code, _ in
                .init(0x90, Array(packet.body.prefix(2)) + (version == 5 ? [0] : []) + [code])
            }
        case 12: return !script.answersPings || RawPacket(0xD0, []).send(on: connection)
        case 14:
            note(.disconnect)
            return !script.closesAfterDisconnect
        default: return true
        }
    }

    private func take(_ publish: PublishPacket, _ version: UInt8, size: Int, on connection: CInt) -> Bool {
        let message = publish.message
        note(.publish(topic: message.topic, qos: message.qos, retain: message.retain, size: size))
        let answer = message.qos > 0 ? script.puback(message) : .code(0)
        // Before the client can know.
        if answer.isAccepting { taken.withLock { $0.append(message) } }
        guard message.qos > 0 else { return true }
        return send(answer, on: connection) { code, properties in
            let rest = version == 5 && code != 0 ? [code] + lengthField(properties.count) + properties : []
            return .init(0x40, publish.id + rest)
        }
    }

    /// Says why it ends a connection, and answers nothing more. What the client has sent until then is read: the kernel would
    /// otherwise reset the connection, and the client would never see the code.
    private func disconnect(_ code: UInt8, _ connection: CInt) -> Bool {
        guard RawPacket(0xE0, [code, 0]).send(on: connection) else { return false }
        shutdown(connection, CInt(SHUT_WR))
        while RawPacket(from: connection) != nil {}
        return false
    }

    private func note(_ heard: Heard) { self.heard.withLock { $0.append((heard, .now)) } }

    private func send(
        _ answer: Answer, on connection: CInt, _ packet: (UInt8, [UInt8]) -> RawPacket
    ) -> Bool {
        switch answer {
        case .code(let code, let properties): packet(code, properties).send(on: connection)
        case .bytes(let bytes): sendAll(bytes, on: connection)
        case .disconnect(let code): disconnect(code, connection)
        case .silence: true
        case .close: false
        }
    }
}
