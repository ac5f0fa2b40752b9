import Facilities
import MQTT

/// Where things are published: `P/…` with P = prefix/gateway.
public struct Topics: Sendable {
    var prefix: String
    var gateway: String
    /// Whether names, free text and entries that are not public may leave the gateway by these topics.
    var isPersonal = false
    /// Prefixes below which answers may go, beside the gateway's own.
    var replies: [String] = []

    public init(prefix: String, gateway: String, isPersonal: Bool = false, replies: [String] = []) {
        (self.prefix, self.gateway, self.isPersonal, self.replies) = (prefix, gateway, isPersonal, replies)
    }

    func message(_ topic: String, _ payload: [UInt8], retain: Bool = false) -> MQTTMessage {
        MQTTMessage(
            topic: "\(prefix)/\(gateway)/\(topic)", payload: payload, retain: retain, contentType: "application/json"
        )
    }

    func state(_ state: StatePayload) -> MQTTMessage {
        message("state", state.json, retain: true)
    }

    /// The topic of the gateway's own state, to which it listens too.
    var ownState: String { "\(prefix)/\(gateway)/state" }

    /// What the gateway takes commands from.
    var commands: [String] { ["\(prefix)/\(gateway)/commands", "\(prefix)/\(gateway)/+/commands"] }

    /// Whom a command on this topic is for.
    func target(ofCommand topic: String) -> CommandTarget {
        guard topic != commands[0] else { return .all }
        return .facility(topic.split(separator: "/").dropLast().last.flatMap { Facility.Code(String($0)) })
    }

    /// The topic of a facility's status.
    func status(of code: Facility.Code) -> String { "\(prefix)/\(gateway)/\(code)/status" }

    /// The topic of the newest values of a facility.
    func latest(of code: Facility.Code) -> String { "\(prefix)/\(gateway)/\(code)/latest" }

    /// The beginning of all topics of the gateway.
    var root: String { "\(prefix)/\(gateway)/" }

    /// The topic of a stream.
    func topic(of stream: ItemStream) -> String { "\(prefix)/\(gateway)/\(name(of: stream))" }

    /// The topic of a stream below those of the gateway.
    func name(of stream: ItemStream) -> String {
        let kind = stream.kind.rawValue
        return stream.facility.map { "\($0)/\(kind)" } ?? kind
    }

    /// The filter of the gateway's own topics of answers.
    var ownReplies: String { "\(prefix)/\(gateway)/replies/#" }

    /// Where an answer goes: to the topic that the command names if it is below an allowed prefix, and otherwise below the gateway's
    /// own. Anybody who may send a command could have us publish anywhere otherwise.
    func reply(to response: String?, id: String?) -> String {
        let own = "\(prefix)/\(gateway)/replies"
        if let response, ([own] + replies).contains(where: { response.hasPrefix($0 + "/") }),
            !response.contains(where: { $0 == "+" || $0 == "#" })
        {
            return response
        }
        return "\(own)/\(id ?? "none")"
    }
}
