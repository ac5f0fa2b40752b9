/// A version of the MQTT protocol.
public enum MQTTVersion: String, Hashable, Sendable, Codable {
    case v311 = "3.1.1"
    case v5 = "5"
}
