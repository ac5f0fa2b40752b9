/// The values of the fields of a form, by name.
public typealias FieldValues = [String: FieldValue]

/// The value of a field, however it was written: JSON, a form, a command.
public enum FieldValue: Hashable, Sendable {
    case number(Double)
    case text(String)
    /// Null.
    case nothing
    case list([String])
    /// A list of objects, such as the questions of a training.
    case objects([[String: FieldValue]])
    /// An object, a truth value, a list of something else: never right.
    case other

    /// Nothing, or a text of which nothing can be seen.
    public var isBlank: Bool {
        switch self {
        case .nothing: true
        case .text(let text): text.allSatisfy(\.isWhitespace)
        case .list(let values): values.isEmpty
        case .objects(let values): values.isEmpty
        case .number, .other: false
        }
    }
}

extension FieldValue {
    /// The words of a list, or of one text with commas between them; nil for another type.
    var words: [String]? {
        switch self {
        case .list(let list): list
        case .text(let text): text.split(separator: ",").map(String.init)
        case .number, .objects, .nothing, .other: nil
        }
    }
}

extension [String: FieldValue] {
    /// Whether there is something in a field.
    public func has(_ name: String) -> Bool { self[name].map { !$0.isBlank } ?? false }

    public func text(_ name: String) -> String? {
        if case .text(let text)? = self[name] { text } else { nil }
    }

    public func time(_ name: String) -> Timestamp? { text(name).flatMap(Timestamp.init(rfc3339:)) }

    /// Reads the fields of a record's body, without its `kind`.
    init(from decoder: any Decoder, of kind: RecordKind) throws {
        guard let fields = try JSONValue(from: decoder).fields else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(kind.rawValue) is no JSON object"))
        }
        self = fields.filter { $0.key != RecordKind.key }
    }
}

extension JSONValue {
    /// The members of an object as the fields of a form; nil if it is no object.
    public var fields: FieldValues? {
        if case .object(let members) = self { members.mapValues(\.field) } else { nil }
    }

    public var field: FieldValue {
        switch self {
        case .string(let text): .text(text)
        case .integer(let integer): .number(Double(integer))
        case .number(let number): .number(number)
        case .null: .nothing
        case .array(let values): Self.list(values)
        case .object, .bool: .other
        }
    }

    public init(_ value: FieldValue) {
        self =
            switch value {
            case .number(let number): .number(number)
            case .text(let text): .string(text)
            case .list(let values): .array(values.map(JSONValue.string))
            case .objects(let values): .array(values.map { .object($0.mapValues(JSONValue.init)) })
            case .nothing: .null
            // Wrong again when it is read.
            case .other: .bool(false)
            }
    }

    private static func list(_ values: [JSONValue]) -> FieldValue {
        let texts = values.compactMap(\.string)
        if texts.count == values.count { return .list(texts) }
        let objects = values.compactMap(\.fields)
        return objects.count == values.count ? .objects(objects) : .other
    }
}

extension FieldValue: Encodable {
    public func encode(to encoder: any Encoder) throws { try JSONValue(self).encode(to: encoder) }
}

/// The name of a field as a key of JSON.
struct FieldName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }

    init?(stringValue: String) { self.init(stringValue) }

    init?(intValue: Int) { nil }
}
