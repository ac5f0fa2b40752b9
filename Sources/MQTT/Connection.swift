/// The limits of a connection that the broker has stated in its CONNACK. Over MQTT 3.1.1 a broker states none.
public struct Connection: Hashable, Sendable {
    /// The version of the protocol that is spoken.
    public var version: MQTTVersion
    /// The number of messages that may wait for their PUBACK at once: that of the settings, or the broker's Receive Maximum if it is
    /// less.
    public var window: Int
    /// The largest packet that the broker accepts, in bytes; nil where it states none.
    public var largestPacket: Int?
    /// The highest QoS that the broker accepts, 0 to 2.
    public var maximumQoS: Int
    /// Whether the broker stores retained messages.
    public var retainAvailable: Bool
    /// Whether the broker still has the session of an earlier connection.
    public var sessionPresent: Bool
    /// The number of seconds without a packet after which a PING is sent: the broker's Server Keep Alive if it states one.
    public var keepAlive: Int

    /// Creates the description of a connection; the default limits are those of MQTT 3.1.1.
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
