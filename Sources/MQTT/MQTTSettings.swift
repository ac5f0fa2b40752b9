/// How to reach the broker, and as whom.
public struct MQTTSettings: Sendable {
    public var host: String
    public var port: UInt16
    public var clientID: String
    /// Seconds of silence after which the link is tested.
    public var keepAlive: Int
    /// MQTT 5, or 3.1.1 if false.
    public var version5: Bool
    public var username: String?
    public var password: String?
    public var security: Security?
    /// What the broker publishes when this client is gone without a word; `MQTTClient.use(will:)` replaces it.
    public var will: MQTTMessage?
    /// The least and the longest pause before connecting again.
    public var backoff: ClosedRange<Duration>
    /// How many messages may wait for their PUBACK at once.
    public var window: Int

    /// TLS 1.2 or later with the broker's name verified.
    public struct Security: Sendable {
        public var authority: String
        public var certificate: String?
        public var key: String?

        public init(authority: String, certificate: String? = nil, key: String? = nil) {
            self.authority = authority
            self.certificate = certificate
            self.key = key
        }
    }

    public init(host: String, port: UInt16, clientID: String) {
        self.host = host
        self.port = port
        self.clientID = clientID
        keepAlive = 30
        version5 = true
        backoff = .seconds(1) ... .seconds(60)
        window = 20
    }
}

/// Topic and bytes, at QoS 1.
public struct MQTTMessage: Hashable, Sendable {
    public var topic: String
    public var payload: [UInt8]
    /// Of a received message: whether it was published so. Over MQTT 3.1.1 one that is forwarded at once is not marked.
    public var retain: Bool
    /// MQTT 5 only: where an answer is expected, and what it must repeat.
    public var responseTopic: String?
    public var correlation: [UInt8]
    /// MQTT 5 only: `application/json`.
    public var contentType: String?

    public init(topic: String, payload: [UInt8], retain: Bool = false, contentType: String? = nil) {
        self.topic = topic
        self.payload = payload
        self.retain = retain
        self.contentType = contentType
        correlation = []
    }
}

public enum MQTTEvent: Sendable {
    /// The window is the settings', or the broker's receive maximum if that is less.
    case connected(window: Int)
    /// The reason in words. What was not acknowledged by now never will be.
    case disconnected(String)
    /// The broker has it: the token that was given to `publish`.
    case acknowledged(UInt64)
    /// The broker has answered that it does not take the message with this token: MQTT 5, a reason code of 128 or more.
    case refused(UInt64)
    case received(MQTTMessage)
    /// The broker has answered a subscription to this filter: whether it accepts it.
    case subscribed(String, isAccepted: Bool)
}

/// Why a message was not sent, by what the caller does next.
public enum MQTTError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Keep it, and publish it after `connected`.
    case notConnected
    /// Mend the message or the settings.
    case invalid(String)

    public var description: String {
        switch self {
        case .notConnected: "there is no connection to the broker"
        case .invalid(let reason): reason
        }
    }
}
