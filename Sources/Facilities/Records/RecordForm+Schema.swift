extension RecordForm {
    /// The JSON Schema (draft 2020-12) of the body of such a record.
    public var schema: JSONValue {
        var properties = fields.reduce(into: [:]) { $0[$1.name] = $1.schema }
        properties[RecordKind.key] = .object([
            "const": .string(kind.rawValue), "description": .string("the kind of the record"),
        ])
        let required = [RecordKind.key] + fields.filter(\.isRequired).map(\.name)
        return .object([
            "title": .string(kind.title.both), "type": .string("object"), "properties": .object(properties),
            "required": .array(required.map(JSONValue.string)), "additionalProperties": .bool(false),
        ])
    }

    /// The JSON Schema of what every record says beside its body.
    public static var headSchemas: [String: JSONValue] { head.reduce(into: [:]) { $0[$1.name] = $1.schema } }
}

extension RecordField {
    /// The JSON Schema of its values.
    public var schema: JSONValue {
        var members = type
        members["description"] = .string(title.both + unitText)
        return .object(members)
    }

    private var type: [String: JSONValue] {
        switch content {
        case .number(let range, _):
            [
                "type": .string("number"), "minimum": .number(range.lowerBound), "maximum": .number(range.upperBound),
            ]
        case .text(let longest):
            [
                "type": .string("string"), "minLength": .integer(isRequired ? 1 : 0),
                "maxLength": .integer(Int64(longest)),
            ]
        case .choice(let options): ["enum": .array(options.map { .string($0.value) })]
        case .choices(let options):
            [
                "type": .string("array"),
                "items": .object(["enum": .array(options.map { .string($0.value) })]),
            ]
        case .photographs(let most):
            [
                "type": .string("array"), "maxItems": .integer(Int64(most)), "uniqueItems": .bool(true),
                "items": .object(["type": .string("string"), "pattern": .string("^[0-9a-f]{64}$")]),
            ]
        case .texts(let range, let longest):
            [
                "type": .string("array"), "minItems": .integer(Int64(range.lowerBound)),
                "maxItems": .integer(Int64(range.upperBound)),
                "items": .object([
                    "type": .string("string"), "minLength": .integer(1), "maxLength": .integer(Int64(longest)),
                ]),
            ]
        case .objects(let count, let fields):
            [
                "type": .string("array"), "minItems": .integer(Int64(count)), "maxItems": .integer(Int64(count)),
                "items": .object([
                    "type": .string("object"),
                    "properties": .object(fields.reduce(into: [:]) { $0[$1.name] = $1.schema }),
                    "required": .array(fields.filter(\.isRequired).map { .string($0.name) }),
                    "additionalProperties": .bool(false),
                ]),
            ]
        case .time:
            [
                "type": .string("string"),
                "pattern": .string(
                    #"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?(Z|[+-][0-9]{2}:[0-9]{2})$"#),
            ]
        }
    }

    private var unitText: String {
        guard case .number(_, let unit) = content, unit != .one else { return "" }
        return ", \(unit.symbol)"
    }
}
