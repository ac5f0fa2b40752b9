/// A message with its topic.
public struct MQTTMessage: Hashable, Sendable {
    /// The topic, without wildcards.
    public var topic: String
    /// The content; empty to remove a retained message.
    public var payload: [UInt8]
    /// The quality of service: 0 without an acknowledgement, 1 with a PUBACK.
    public var qos: Int
    /// Whether the broker stores the message, or for a received message whether it was published so. Over MQTT 3.1.1 a message that is
    /// forwarded at once is not marked.
    public var retain: Bool
    /// The topic on which an answer is expected; nil for none. MQTT 5 only.
    public var responseTopic: String?
    /// The bytes that an answer must repeat; empty for none. MQTT 5 only.
    public var correlation: [UInt8]
    /// The media type of the payload, such as `application/json`; nil for none. MQTT 5 only.
    public var contentType: String?

    /// Creates a message on which no answer is expected.
    public init(topic: String, payload: [UInt8], qos: Int = 1, retain: Bool = false, contentType: String? = nil) {
        self.topic = topic
        self.payload = payload
        self.qos = qos
        self.retain = retain
        self.contentType = contentType
        correlation = []
    }

    /// Returns the size of the PUBLISH packet of the message in bytes (MQTT 5, section 3.3), which the broker compares with its Maximum
    /// Packet Size.
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

    /// Returns the size of a Variable Byte Integer in bytes: each holds 7 bits (section 1.5.5).
    private static func lengthSize(_ length: Int) -> Int {
        switch length {
        case ..<128: 1
        case ..<16_384: 2
        case ..<2_097_152: 3
        default: 4
        }
    }
}
