import Facilities
import Journal

/// The mark by which a repetition of an entry is recognised: its id, and keyed hashes of its content.
struct Ticket: Hashable, Sendable {
    var id: String
    var content: ContentMark
    /// Whether the sender gave the id.
    var isNamed: Bool

    /// Creates the ticket of a command. Without an id, the hash of the facility, the kind, by, at and the body is used. Nil
    /// for a command with neither id nor time: its repetition could not be distinguished from another command.
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
    /// The JSON of the draft, with its keys in order.
    fileprivate var json: String { String(decoding: JSONValue(self).json, as: UTF8.self) }
}
