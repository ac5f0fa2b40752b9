/// How to reach the broker, and as whom.
public struct MQTTSettings: Sendable {
    public var host: String
    public var port: UInt16
    public var clientID: String
    /// Seconds of silence after which the link is tested: 0 (never) or at least 5.
    public var keepAlive: Int
    /// The only version that is spoken. Nil: MQTT 5, and 3.1.1 with a broker that does not speak MQTT 5.
    public var version: MQTTVersion?
    /// Whether the broker drops the session of an earlier connection, with its subscriptions and queued messages.
    public var cleanStart: Bool
    /// How long the broker keeps the session after the end of a connection. Nil: not at all. MQTT 5 only; over 3.1.1 a session
    /// without clean start is kept for as long as the broker likes.
    public var sessionExpiry: Duration?
    public var username: String?
    public var password: String?
    public var security: Security?
    /// What the broker publishes when this client is gone without a word; `MQTTClient.use(will:)` replaces it.
    public var will: MQTTMessage?
    /// How many messages may wait for their PUBACK at once.
    public var window: Int

    /// TLS 1.2 or later with the broker's name verified. Paths of PEM files.
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
        cleanStart = true
        window = 20
    }
}
