/// The address of a broker, and the identity of the client.
public struct MQTTSettings: Sendable {
    /// The host name or the IP address of the broker.
    public var host: String
    /// The TCP port of the broker.
    public var port: UInt16
    /// The client identifier, 1 to 65,535 bytes of UTF-8. The broker allows one connection with each.
    public var clientID: String
    /// The number of seconds without a packet after which a PING is sent: 0 (never), or 5 to 65,535.
    public var keepAlive: Int
    /// The only version that is spoken. Nil for MQTT 5, and 3.1.1 with a broker that does not speak MQTT 5.
    public var version: MQTTVersion?
    /// Whether the broker drops the session of an earlier connection, with its subscriptions and queued messages.
    public var cleanStart: Bool
    /// The time for which the broker stores the session after the end of a connection; nil for none. MQTT 5 only; over 3.1.1 the broker
    /// decides how long it stores a session without clean start.
    public var sessionExpiry: Duration?
    /// The user name; nil for none.
    public var username: String?
    /// The password; nil for none.
    public var password: String?
    /// The settings of TLS; nil for a connection without TLS.
    public var security: Security?
    /// The message that the broker publishes if the connection ends without a DISCONNECT; `MQTTClient.use(will:)` replaces it.
    public var will: MQTTMessage?
    /// The number of messages that may wait for their PUBACK at once.
    public var window: Int

    /// The settings of TLS 1.2 or later. The broker's certificate is always verified, with its host name.
    public struct Security: Sendable {
        /// The path of a PEM file with the certificates of the authorities that may sign the broker's certificate.
        public var authority: String
        /// The path of a PEM file with the certificate of this client and its chain; nil where the broker requires none.
        public var certificate: String?
        /// The path of a PEM file with the private key of the certificate, without a password.
        public var key: String?

        /// Creates settings with the paths of PEM files.
        public init(authority: String, certificate: String? = nil, key: String? = nil) {
            self.authority = authority
            self.certificate = certificate
            self.key = key
        }
    }

    /// Creates settings without TLS, user name and will.
    public init(host: String, port: UInt16, clientID: String) {
        self.host = host
        self.port = port
        self.clientID = clientID
        keepAlive = 30
        cleanStart = true
        window = 20
    }
}
