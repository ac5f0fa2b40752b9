import Facilities
import MQTT

/// The topics of a gateway: `P/…` with P = prefix/gateway.
public struct Topics: Sendable {
    var prefix: String
    var gateway: String
    /// Whether names, free text and entries that are not public may leave the gateway under these topics.
    var isPersonal = false
    /// The prefixes below which answers may go, in addition to the gateway's own.
    var replies: [String] = []

    /// Creates the topics of a gateway. The prefixes in `replies` are those below which answers may go.
    public init(prefix: String, gateway: String, isPersonal: Bool = false, replies: [String] = []) {
        (self.prefix, self.gateway, self.isPersonal, self.replies) = (prefix, gateway, isPersonal, replies)
    }

    func message(_ topic: String, _ payload: [UInt8], retain: Bool = false) -> MQTTMessage {
        message(at: "\(prefix)/\(gateway)/\(topic)", payload, retain: retain)
    }

    /// Returns a message on a topic that is given with its beginning.
    func message(at topic: String, _ payload: [UInt8], retain: Bool = false) -> MQTTMessage {
        MQTTMessage(topic: topic, payload: payload, retain: retain, contentType: "application/json")
    }

    func state(_ state: StatePayload) -> MQTTMessage {
        message("state", state.json, retain: true)
    }

    /// The topic of the gateway's own state, to which it also subscribes.
    var ownState: String { "\(prefix)/\(gateway)/state" }

    /// The filters of the topics from which the gateway receives commands.
    var commands: [String] { ["\(prefix)/\(gateway)/commands", "\(prefix)/\(gateway)/+/commands"] }

    /// Returns the target of a command on a topic.
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

    /// The filter of the gateway's own answer topics.
    var ownReplies: String { "\(prefix)/\(gateway)/replies/#" }

    /// Returns the topic for an answer: the one that the command names if it is below an allowed prefix, and otherwise
    /// one below the gateway's own. Otherwise any sender of a command could make the gateway publish on any topic.
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
