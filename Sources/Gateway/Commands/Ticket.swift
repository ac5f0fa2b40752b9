import Facilities
import Journal

/// The mark by which a repetition of an entry is recognised: its id, and keyed hashes of what it says.
struct Ticket: Hashable, Sendable {
    var id: String
    var content: ContentMark
    /// Whether the id is the sender's own.
    var isNamed: Bool

    /// The ticket of a command. Where it has no id, the hash of the facility, the kind, by, at and the body is one. Nil for a command
    /// that has neither id nor time: its repetition could not be told from another one.
    init?(_ command: Command, for target: Facility.Code?, _ key: SecretKey) {
        guard command.id != nil || command.draft.head.has("at") else { return nil }
        let place = target?.description ?? "*"
        let whole = key.hash("\(place)\n\(command.draft.json)")
        content = ContentMark(whole: whole, outline: key.hash("outline\n\(place)\n\(command.draft.withoutPeople.json)"))
        id = command.id ?? whole
        isNamed = command.id != nil
    }

    func answer(_ outcome: KeptAnswer.Outcome, at now: Timestamp) -> KeptAnswer {
        KeptAnswer(id: id, time: now, content: content, outcome: outcome)
    }
}

extension RecordDraft {
    /// Its JSON, with the keys in order.
    fileprivate var json: String { String(decoding: JSONValue(self).json, as: UTF8.self) }
}
