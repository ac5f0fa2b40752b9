/// Topic and bytes.
public struct MQTTMessage: Hashable, Sendable {
    public var topic: String
    public var payload: [UInt8]
    /// 0: nobody acknowledges it. 1: the broker does.
    public var qos: Int
    /// Of a received message: whether it was published so. Over MQTT 3.1.1 one that is forwarded at once is not marked.
    public var retain: Bool
    /// MQTT 5 only: where an answer is expected, and what it must repeat.
    public var responseTopic: String?
    public var correlation: [UInt8]
    /// MQTT 5 only: `application/json`.
    public var contentType: String?

    public init(topic: String, payload: [UInt8], qos: Int = 1, retain: Bool = false, contentType: String? = nil) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.retain = retain
        self.contentType = contentType
        correlation = []
    }

    /// Returns the bytes of the PUBLISH packet that carries the message (MQTT 5, section 3.3): what a broker compares with its
    /// Maximum Packet Size.
    public func packetSize(version: MQTTVersion) -> Int {
        let identifier = qos > 0 ? 2 : 0
        let remaining = 2 + topic.utf8.count + identifier + propertiesSize(version: version) + payload.count
        return 1 + Self.lengthSize(remaining) + remaining
    }

    private func propertiesSize(version: MQTTVersion) -> Int {
        guard version == .v5 else { return 0 }
        var size = 0
        if let contentType { size += 3 + contentType.utf8.count }
        if let responseTopic { size += 3 + responseTopic.utf8.count }
        if !correlation.isEmpty { size += 3 + correlation.count }
        return Self.lengthSize(size) + size
    }

    /// The bytes of a Variable Byte Integer: 7 bits in each (section 1.5.5).
    private static func lengthSize(_ length: Int) -> Int {
        switch length {
        case ..<128: 1
        case ..<16_384: 2
        case ..<2_097_152: 3
        default: 4
        }
    }
}
