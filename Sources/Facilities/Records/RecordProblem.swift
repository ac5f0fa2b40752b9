/// The problem of one field of a record, and what would be right.
public struct RecordProblem: Hashable, Sendable, Error {
    /// The name of the field in the record: `mass`, or `at`.
    public var field: String
    /// Whether the record is right, and only the moment is wrong: the same one may be accepted later.
    public var isNotNow: Bool
    /// The problem in a sentence.
    public var text: Text

    public init(_ field: String, isNotNow: Bool = false, _ text: Text) {
        self.field = field
        self.isNotNow = isNotNow
        self.text = text
    }
}

/// The JSON is `{"field": …, "text": …}`, with `"notNow": true` where that is so.
extension RecordProblem: Codable {
    private enum Key: String, CodingKey { case field, text, notNow }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        field = try container.decode(String.self, forKey: .field)
        isNotNow = try container.decodeIfPresent(Bool.self, forKey: .notNow) ?? false
        text = try container.decode(Text.self, forKey: .text)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(field, forKey: .field)
        if isNotNow { try container.encode(true, forKey: .notNow) }
        try container.encode(text, forKey: .text)
    }
}
