/// An event of the connection to the broker.
public enum MQTTEvent: Sendable {
    /// The broker has accepted a connection.
    case connected(Connection)
    /// A connection or an attempt has ended. Messages that are not answered by now never will be.
    case disconnected(Disconnection)
    /// The message with this token was answered: at QoS 1 with the reason code of its PUBACK, nil over MQTT 3.1.1, whose PUBACK cannot
    /// say whether the broker accepts it. At QoS 0 it was written to the socket.
    case answered(UInt64, ReasonCode?)
    /// The broker has answered a subscription to this filter: with the QoS that it grants, or an error.
    case subscribed(String, ReasonCode)
    /// A message was received.
    case received(MQTTMessage)
}
