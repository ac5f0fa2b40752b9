/// Any JSON value, before its meaning is known. Whole numbers that fit 64 bits stay exact.
public enum JSONValue: Hashable, Sendable {
    case object([String: JSONValue])
    case array([JSONValue])
    case string(String)
    case integer(Int64)
    case number(Double)
    case bool(Bool)
    case null

    /// A member of an object; nil where there is none with that name. Setting nil removes it, and setting has no effect
    /// on other values.
    public subscript(key: String) -> JSONValue? {
        get { if case .object(let members) = self { members[key] } else { nil } }
        set {
            guard case .object(var members) = self else { return }
            members[key] = newValue
            self = .object(members)
        }
    }

    /// The value at a path through objects; nil where there is none. Setting has no effect where the path does not
    /// exist.
    public subscript(path: [String]) -> JSONValue? {
        get { path.reduce(self) { value, key in value?[key] } }
        set {
            guard let key = path.first else {
                if let newValue { self = newValue }
                return
            }
            guard var member = self[key] else { return }
            let rest = Array(path.dropFirst())
            if rest.isEmpty {
                self[key] = newValue
            } else {
                member[rest] = newValue
                self[key] = member
            }
        }
    }

    /// The text; nil for any other value.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}

extension JSONValue: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
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

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .object(let members): try container.encode(members)
        case .array(let items): try container.encode(items)
        case .string(let text): try container.encode(text)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(number)
        case .bool(let bool): try container.encode(bool)
        case .null: try container.encodeNil()
        }
    }
}
