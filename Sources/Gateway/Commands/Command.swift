public import Facilities
import Foundation

/// `mashang/command/2`: a record for one facility, or for all facilities that it concerns.
public struct Command: Sendable {
    /// The schema that a command names.
    public static let schema = "mashang/command/2"

    /// The facility, if no topic names it; nil for all that the record concerns.
    var code: Facility.Code?
    var draft: RecordDraft
    /// The id that the sender gave and uses only once; nil if the time of the record identifies it.
    var id: String?
    /// The PIN of the person who enters it.
    var pin: String?

    /// Creates a command. Without `code` it is for all facilities that the record concerns.
    public init(_ draft: RecordDraft, at code: Facility.Code? = nil, id: String? = nil, pin: String? = nil) {
        (self.code, self.draft, self.id, self.pin) = (code, draft, id, pin)
    }

    /// The limit of a command, in bytes. The longest reasonable one is a complaint of some pages.
    static let largest = 65_536

    /// The members that a command over MQTT may have.
    static let memberNames = ["schema", "id", "code", "record"]

    /// Reads a command. The content of its record is not checked yet.
    init(_ payload: [UInt8], from source: Source) throws(Refusal) {
        guard payload.count <= Self.largest else { throw Refusal(.tooLong(payload.count)) }
        guard let json = try? JSONDecoder().decode(JSONValue.self, from: Data(payload)), let members = json.fields
        else { throw Refusal(.noJSON) }
        guard json["schema"]?.string == Self.schema else { throw Refusal(.unknownSchema(json["schema"]?.string)) }
        let known = Self.memberNames + source.ownMembers
        let unknown = members.keys.filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else {
            // A sender may have invented thousands of them.
            throw Refusal(problems: unknown.prefix(5).map { .unknownMember($0, known: known) })
        }
        guard var head = json["record"]?.fields, let body = json["record"]?["body"]?.fields else {
            throw Refusal(.noRecord)
        }
        head["body"] = nil
        let code = try Self.text(json["code"], orElse: .noFacility)
        guard code == nil || code.flatMap(Facility.Code.init) != nil else { throw Refusal(.noFacility) }
        let id = try Self.text(json["id"], orElse: .noID)
        if let id, !Origin.isID(id) { throw Refusal(.noID) }
        self.init(
            RecordDraft(head: head, body: body), at: code.flatMap(Facility.Code.init), id: id,
            pin: try Self.text(json["pin"], orElse: .noPIN))
    }

    private static func text(_ value: JSONValue?, orElse problem: RecordProblem) throws(Refusal) -> String? {
        switch value {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw Refusal(problem)
        }
    }
}

extension Command: Encodable {
    private enum Key: String, CodingKey { case schema, id, code, pin, record }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.schema, forKey: .schema)
        try container.encodeIfPresent(id, forKey: .id)
        try container.encodeIfPresent(code, forKey: .code)
        try container.encodeIfPresent(pin, forKey: .pin)
        try container.encode(JSONValue(draft), forKey: .record)
    }
}

extension JSONValue {
    /// Converts a draft to its form in a command.
    init(_ draft: RecordDraft) {
        var members = draft.head.mapValues(JSONValue.init)
        members["body"] = .object(draft.body.mapValues(JSONValue.init))
        self = .object(members)
    }
}
