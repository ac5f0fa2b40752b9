import Foundation
import MQTT

/// One packet of MQTT, as bytes.
struct RawPacket {
    var head: UInt8
    var body: [UInt8]

    /// The number of its kind: 1 CONNECT, 3 PUBLISH, 8 SUBSCRIBE, 12 PINGREQ, 14 DISCONNECT.
    var kind: UInt8 { head >> 4 }

    /// Its bytes on the wire.
    var size: Int { 1 + lengthField(body.count).count + body.count }

    init(_ head: UInt8, _ body: [UInt8]) {
        self.head = head
        self.body = body
    }

    /// Reads the next packet; nil when the connection has ended.
    init?(from connection: CInt) {
        guard let head = receive(1, from: connection)?.first else { return nil }
        var (length, shift) = (0, 0)
        while true {
            guard let byte = receive(1, from: connection)?.first else { return nil }
            length |= Int(byte & 127) << shift
            shift += 7
            if byte < 128 { break }
        }
        guard let body = receive(length, from: connection) else { return nil }
        self.init(head, body)
    }

    func send(on connection: CInt) -> Bool { sendAll([head] + lengthField(body.count) + body, on: connection) }

    /// Of a SUBSCRIBE: its only filter.
    func filter(version: UInt8) -> String {
        var reader = ByteReader(body.dropFirst(2))
        if version == 5 { _ = reader.properties() }
        return reader.text()
    }
}

/// A CONNECT packet.
public struct ConnectPacket: Sendable, Equatable {
    public var version: UInt8
    public var cleanStart: Bool
    public var keepAlive: Int
    /// As bytes, without their length.
    public var properties: [UInt8] = []
    public var clientID: String
    public var will: Will?

    public struct Will: Sendable, Equatable {
        public var topic: String
        public var qos: Int
        public var retain: Bool

        public init(topic: String, qos: Int, retain: Bool) {
            self.topic = topic
            self.qos = qos
            self.retain = retain
        }
    }

    init?(_ body: [UInt8]) {
        var reader = ByteReader(body[...])
        guard reader.text() == "MQTT" else { return nil }
        version = reader.byte()
        let flags = reader.byte()
        cleanStart = flags & 2 != 0
        keepAlive = reader.number()
        if version == 5 { properties = reader.properties() }
        clientID = reader.text()
        if flags & 4 != 0 {
            if version == 5 { _ = reader.properties() }
            will = Will(topic: reader.text(), qos: Int(flags >> 3 & 3), retain: flags & 32 != 0)
        }
    }
}

/// A PUBLISH packet.
struct PublishPacket {
    var message: MQTTMessage
    /// The two bytes of its packet identifier.
    var id: [UInt8] = []

    init(_ packet: RawPacket, version: UInt8) {
        var reader = ByteReader(packet.body[...])
        message = MQTTMessage(
            topic: reader.text(), payload: [], qos: Int(packet.head >> 1 & 3), retain: packet.head & 1 != 0)
        if message.qos > 0 { id = [reader.byte(), reader.byte()] }
        if version == 5 { message.take(properties: reader.properties()) }
        message.payload = reader.remaining
    }
}

extension RawPacket {
    /// Makes a PUBLISH of MQTT 5 with QoS 0.
    init(publishing message: MQTTMessage) {
        var properties: [UInt8] = []
        if let topic = message.responseTopic { properties += [8] + field(Array(topic.utf8)) }
        if !message.correlation.isEmpty { properties += [9] + field(message.correlation) }
        self.init(
            message.retain ? 0x31 : 0x30,
            field(Array(message.topic.utf8)) + lengthField(properties.count) + properties + message.payload)
    }
}

extension MQTTMessage {
    /// Takes over the correlation data, the response topic and the content type.
    fileprivate mutating func take(properties: [UInt8]) {
        var reader = ByteReader(properties[...])
        while !reader.remaining.isEmpty {
            switch reader.byte() {
            case 3: contentType = reader.text()
            case 8: responseTopic = reader.text()
            case 9: correlation = reader.bytes(reader.number())
            default: return
            }
        }
    }
}

/// Bytes with their length before them, as MQTT has them.
private func field(_ bytes: [UInt8]) -> [UInt8] { [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)] + bytes }

/// Takes fields off the front of bytes.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var remaining: [UInt8] { Array(rest) }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    mutating func number() -> Int { Int(byte()) << 8 | Int(byte()) }

    mutating func bytes(_ count: Int) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func text() -> String { String(decoding: bytes(number()), as: UTF8.self) }

    mutating func properties() -> [UInt8] {
        // Fewer than 128 bytes in these tests.
        bytes(Int(byte()))
    }
}

/// A length as MQTT writes it: 7 bits a byte.
func lengthField(_ length: Int) -> [UInt8] {
    var (rest, bytes) = (length, [UInt8]())
    repeat {
        bytes.append(UInt8(rest & 127) | (rest > 127 ? 128 : 0))
        rest >>= 7
    } while rest > 0
    return bytes
}

func sendAll(_ bytes: [UInt8], on connection: CInt) -> Bool {
    send(connection, bytes, bytes.count, CInt(MSG_NOSIGNAL)) == bytes.count
}

private func receive(_ count: Int, from connection: CInt) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    guard count > 0 else { return bytes }
    return recv(connection, &bytes, count, CInt(MSG_WAITALL)) == count ? bytes : nil
}
