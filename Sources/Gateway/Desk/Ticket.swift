import Facilities
import Journal

/// The mark by which a repetition of an entry is recognised: its id, and a keyed hash of what it says.
struct Ticket: Hashable, Sendable {
    var id: String
    var digest: String

    /// The ticket of a command. Where it has no id, the hash of the facility, the kind, by, at and the body is one. Nil for a command
    /// that has neither id nor time: its repetition could not be told from another one.
    init?(_ command: Command, for target: Facility.Code?, _ key: SecretKey) {
        let json = String(decoding: JSONValue(command.draft).json, as: UTF8.self)
        digest = key.hash("\(target?.description ?? "*")\n\(json)")
        guard command.id != nil || command.draft.head.has("at") else { return nil }
        id = command.id ?? digest
    }

    func answer(_ outcome: KeptAnswer.Outcome, at now: Timestamp) -> KeptAnswer {
        KeptAnswer(id: id, time: now, digest: digest, outcome: outcome)
    }
}
