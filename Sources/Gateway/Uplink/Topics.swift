import Facilities
import MQTT

/// Where things are published: `P/…` with P = prefix/gateway.
struct Topics {
    var prefix: String
    var gateway: String

    func message(_ topic: String, _ payload: [UInt8], retain: Bool = false) -> MQTTMessage {
        MQTTMessage(
            topic: "\(prefix)/\(gateway)/\(topic)", payload: payload, retain: retain, contentType: "application/json"
        )
    }

    func state(_ state: StatePayload) -> MQTTMessage {
        message("state", state.json, retain: true)
    }

    /// What the gateway listens to.
    var commands: [String] { ["\(prefix)/\(gateway)/commands", "\(prefix)/\(gateway)/+/commands"] }

    /// The facility that a command's topic names; nil for one to the whole gateway.
    func facility(ofCommand topic: String) -> Facility.Code? {
        let parts = topic.split(separator: "/")
        return parts.count >= 2 && parts.last == "commands" ? Facility.Code(String(parts[parts.count - 2])) : nil
    }
}
