/// A record that a person entered about a facility: what was done or found, when, and by whom.
public struct Record: Sendable {
    /// The time at which it was done, which may precede its entry.
    public var at: Timestamp
    /// The name of the person. Personal: it can be erased.
    public var by: String
    /// The content, whose type is that of the kind.
    public var body: any RecordContent
    /// The door by which it came in; nil in records of 0.1.0. In JSON it stands beside the record, in the entry.
    public var origin: Origin?

    public init(at: Timestamp, by: String, _ body: any RecordContent, from origin: Origin? = nil) {
        self.at = at
        self.by = by
        self.body = body
        self.origin = origin
    }

    /// The kind, which decides about its fields.
    public var kind: RecordKind { type(of: body).kind }

    /// The time without the person, for findings.
    public var sign: Sign { Sign(at: at) }

    /// Returns the record without names and free text, as rules see it: neither their memory nor their findings contain
    /// any, so that a person can be forgotten.
    ///
    /// - Parameter pseudonym: Returns the replacement of a text that rules compare with others.
    public func withoutPeople(_ pseudonym: (String) -> String) -> Record {
        Record(at: at, by: "", body.withoutPeople(pseudonym))
    }
}

extension Record: Hashable {
    public static func == (left: Record, right: Record) -> Bool {
        left.at == right.at && left.by == right.by && left.origin == right.origin
            && AnyHashable(left.body) == AnyHashable(right.body)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(at)
        hasher.combine(by)
        hasher.combine(AnyHashable(body))
        hasher.combine(origin)
    }
}

/// The JSON is `{"at": …, "by": …, "body": {"kind": "replacement", "mass": 1000, …}}`: the kind beside the fields of that kind.
extension Record: Codable {
    private enum Key: String, CodingKey { case at, by, body }

    /// The words of 0.1.0 that have changed: the city's mean is a `cityAir` now.
    private static let formerWords = ["cityMean": "cityAir"]

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        at = try container.decode(Timestamp.self, forKey: .at)
        by = try container.decode(String.self, forKey: .by)
        let values = try container.decode(JSONValue.self, forKey: .body).fields ?? [:]
        let word = values.text(RecordKind.key) ?? ""
        guard let kind = RecordKind(rawValue: Self.formerWords[word] ?? word) else {
            throw DecodingError.dataCorruptedError(
                forKey: .body, in: container, debugDescription: "there is no kind of record '\(word)'")
        }
        do {
            body = try kind.type.init(kind.type.modernised(values.filter { $0.key != RecordKind.key }, at: at))
        } catch {
            throw DecodingError.dataCorruptedError(
                forKey: .body, in: container, debugDescription: error.text.en)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(at, forKey: .at)
        try container.encode(by, forKey: .by)
        try container.encode(JSONBody(kind: kind, values: body.values), forKey: .body)
    }

    private struct JSONBody: Encodable {
        var kind: RecordKind
        var values: FieldValues

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: FieldName.self)
            try container.encode(kind.rawValue, forKey: FieldName(RecordKind.key))
            for (name, value) in values { try container.encode(value, forKey: FieldName(name)) }
        }
    }
}

extension Record {
    /// Whether a person gave its time; a record without one has the time of its entry.
    ///
    /// - Parameter stamp: The time of its entry, by the same clock.
    public func isGiven(_ stamp: Timestamp) -> Bool { abs((at - stamp).milliseconds) >= 1000 }
}
