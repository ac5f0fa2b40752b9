import Facilities
import MQTT

/// Where things are published: `P/…` with P = prefix/gateway.
struct Topics {
    var prefix: String
    var gateway: String
    /// Whether names, free text and entries that are not public may leave the gateway by these topics.
    var isPersonal = false

    func message(_ topic: String, _ payload: [UInt8], retain: Bool = false) -> MQTTMessage {
        MQTTMessage(
            topic: "\(prefix)/\(gateway)/\(topic)", payload: payload, retain: retain, contentType: "application/json"
        )
    }

    /// - Parameter facility: nil for what is of the whole gateway.
    func events(of facility: Facility.Code?) -> String { facility.map { "\($0)/events" } ?? "events" }

    func state(_ state: StatePayload) -> MQTTMessage {
        message("state", state.json, retain: true)
    }

    /// The topic of the gateway's own state, to which it listens too.
    var ownState: String { "\(prefix)/\(gateway)/state" }

    /// What the gateway takes commands from.
    var commands: [String] { ["\(prefix)/\(gateway)/commands", "\(prefix)/\(gateway)/+/commands"] }

    /// Whom a command on this topic is for.
    func target(ofCommand topic: String) -> Targets.Target {
        guard topic != commands[0] else { return .all }
        return .facility(topic.split(separator: "/").dropLast().last.flatMap { Facility.Code(String($0)) })
    }
}
