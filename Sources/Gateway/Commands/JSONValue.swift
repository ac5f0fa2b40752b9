import Facilities

/// JSON as it came, before anything is known of what it means.
indirect enum JSONValue: Decodable {
    case object([String: JSONValue])
    case array([JSONValue])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let string = try? container.decode(String.self) {
            self = .string(string)
        } else if let array = try? container.decode([JSONValue].self) {
            self = .array(array)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    subscript(key: String) -> JSONValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The members of an object as the fields of a form; nil if it is no object.
    var fields: [String: FieldValue]? {
        if case .object(let members) = self { members.mapValues(\.field) } else { nil }
    }

    private func list(_ values: [JSONValue]) -> FieldValue {
        let texts = values.compactMap(\.string)
        return texts.count == values.count ? .list(texts) : .other
    }

    private var field: FieldValue {
        switch self {
        case .string(let text): .text(text)
        case .number(let number): .number(number)
        case .null: .nothing
        case .array(let values): list(values)
        case .object, .bool: .other
        }
    }
}
