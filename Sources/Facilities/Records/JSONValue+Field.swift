extension JSONValue {
    /// The members of an object as the fields of a form; nil if it is no object.
    public var fields: FieldValues? {
        if case .object(let members) = self { members.mapValues(\.field) } else { nil }
    }

    /// The value as the value of a field.
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

    /// Creates the JSON of a field's value.
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
