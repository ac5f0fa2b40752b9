/// What the broker has agreed to in its CONNACK. Over MQTT 3.1.1 a broker states no limits.
public struct Connection: Hashable, Sendable {
    public var version: MQTTVersion
    /// How many messages may wait for their PUBACK at once: the settings' number, or the broker's Receive Maximum if less.
    public var window: Int
    /// The largest packet in bytes that the broker takes. Nil: it states none.
    public var largestPacket: Int?
    public var maximumQoS: Int
    public var retainAvailable: Bool
    /// Whether the broker still has the session of an earlier connection.
    public var sessionPresent: Bool
    /// Seconds of silence after which the link is tested: the broker's number if it states one.
    public var keepAlive: Int

    public init(
        version: MQTTVersion, window: Int, largestPacket: Int? = nil, maximumQoS: Int = 2,
        retainAvailable: Bool = true, sessionPresent: Bool = false, keepAlive: Int = 30
    ) {
        self.version = version
        self.window = window
        self.largestPacket = largestPacket
        self.maximumQoS = maximumQoS
        self.retainAvailable = retainAvailable
        self.sessionPresent = sessionPresent
        self.keepAlive = keepAlive
    }
}
