import Facilities

/// The part of the JSON Schema of commands that describes requests.
extension RemoteRequest {
    /// The members that requests have in addition to those of every command.
    static var memberSchemas: [String: JSONValue] {
        [
            "request": .object([
                "enum": .array(Kind.allCases.map { .string($0.rawValue) }),
                "description": .string(
                    "in the place of a record: report asks how the gateway is; readings, to a facility's commands, for its samples, "
                        + "which come as docs/schemas/readings.schema.json has them, 60 kB together at most, with next"),
            ]),
            "device": typed("string", "of readings: a device of the facility; all where it is absent"),
            "quantities": .object([
                "type": .string("array"), "items": .object(["type": .string("string")]), "minItems": .integer(1),
                "description": .string("of readings: the quantities that are wanted; all where it is absent"),
            ]),
            "from": time("of readings: the first time that is wanted"),
            "to": time("of readings: the time before which samples are wanted"),
            "after": integer(0, nil, "of readings: the next of the page before; absent for the first page"),
            "limit": integer(1, ReadingsRequest.mostSamples, "of readings: samples of a page at most"),
        ]
    }

    /// The forms of commands that are requests.
    static var forms: [JSONValue] { [form(.report, required: []), form(.readings, required: ["from", "to"])] }

    private static func form(_ kind: Kind, required: [String]) -> JSONValue {
        .object([
            "properties": .object([
                "request": .object(["const": .string(kind.rawValue), "description": .string("what is asked for")])
            ]),
            "propertyNames": .object(["enum": .array(kind.known.sorted().map(JSONValue.string))]),
            "required": .array((["request"] + required).map(JSONValue.string)),
        ])
    }

    private static func typed(_ type: String, _ description: String) -> JSONValue {
        .object(["type": .string(type), "description": .string(description)])
    }

    private static func time(_ description: String) -> JSONValue {
        let pattern = #"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?(Z|[+-]\d{2}:\d{2})$"#
        return .object([
            "type": .string("string"), "pattern": .string(pattern), "description": .string(description),
        ])
    }

    private static func integer(_ least: Int, _ most: Int?, _ description: String) -> JSONValue {
        var members: [String: JSONValue] = [
            "type": .string("integer"), "minimum": .integer(Int64(least)), "description": .string(description),
        ]
        if let most { members["maximum"] = .integer(Int64(most)) }
        return .object(members)
    }
}
