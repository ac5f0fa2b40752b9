/// An entry that this version of the program cannot read: of a kind that a newer version has added, or of a known kind
/// with unknown content. It is stored, sent and shown under its word, and not judged.
public struct UnknownEntry: Hashable, Sendable {
    /// The word under `event`, as it is stored; empty where there is none.
    public var event: String
    /// Every field as it is stored, `event` among them; none if it is no JSON object.
    public var fields: [String: JSONValue]

    public init(event: String, fields: [String: JSONValue]) {
        self.event = event
        self.fields = fields
    }

    /// The entry for content that cannot be read at all.
    public static let unreadable = UnknownEntry(event: "", fields: [:])

    /// The word to show; `unknown` where there is none.
    public var word: String { event.isEmpty ? "unknown" : event }

    /// The entry in words, for the ledger.
    public var text: Text { Text(zh: "未知类型：\(word)", en: "unknown kind: \(word)") }
}

extension UnknownEntry: Encodable {
    init(from decoder: any Decoder) {
        guard case .object(let fields)? = try? JSONValue(from: decoder) else {
            self = .unreadable
            return
        }
        self.init(event: fields["event"]?.string ?? "", fields: fields)
    }

    /// Encodes the fields as they are stored; the word to show replaces a missing `event`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FieldName.self)
        for (name, value) in fields { try container.encode(value, forKey: FieldName(name)) }
        if event.isEmpty { try container.encode(word, forKey: FieldName("event")) }
    }
}
