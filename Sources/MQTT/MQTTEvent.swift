/// What the broker said, or what became of the connection to it.
public enum MQTTEvent: Sendable {
    case connected(Connection)
    /// A connection has ended, or a try to connect. What was not answered by now never will be.
    case disconnected(Disconnection)
    /// The answer to the message with this token. At QoS 1 the reason code of its PUBACK; nil over MQTT 3.1.1, whose PUBACK cannot
    /// say whether the broker accepts it. At QoS 0 that it was written.
    case answered(UInt64, ReasonCode?)
    /// The broker's answer to a subscription to this filter: the QoS that it grants, or an error.
    case subscribed(String, ReasonCode)
    case received(MQTTMessage)
}
