import Facilities
import Foundation

extension Command {
    /// The JSON Schema of commands, with the fields of every kind of record: `docs/schemas/command.schema.json`.
    public static var jsonSchema: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(whole)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static var whole: JSONValue {
        .object([
            "$schema": .string("https://json-schema.org/draft/2020-12/schema"), "$id": .string(schema),
            "title": .string(
                "P/{code}/commands, or P/commands for the city's air, a notice and a report; a record on the local socket with code"
            ),
            "type": .string("object"),
            "properties": .object(members.merging(RemoteRequest.memberSchemas) { own, _ in own }),
            "required": .array([.string("schema")]), "additionalProperties": .bool(false),
            "oneOf": .array([recordForm] + RemoteRequest.forms),
        ])
    }

    private static var members: [String: JSONValue] {
        [
            "schema": .object([
                "const": .string(schema), "description": .string("which payload this is, and its version"),
            ]),
            "id": text(
                "^[0-9A-Za-z._:-]{1,64}$",
                "another one for each record: a repetition under the same id gets the first answer for 30 days"),
            "code": text("^[0-9A-Z-]{4,32}$", "the facility, on the local socket: by MQTT the topic names it"),
            "pin": text("^[0-9]{6}$", "of the person in by, on the local socket"), "record": record,
        ]
    }

    /// The form of a command that enters a record.
    private static var recordForm: JSONValue {
        .object([
            "propertyNames": .object(["enum": .array(members.keys.sorted().map(JSONValue.string))]),
            "required": .array([.string("record")]),
            "anyOf": .array([
                .object(["required": .array([.string("id")])]),
                .object(["properties": .object(["record": .object(["required": .array([.string("at")])])])]),
            ]),
        ])
    }

    private static func text(_ pattern: String, _ description: String) -> JSONValue {
        .object([
            "type": .string("string"), "pattern": .string(pattern), "description": .string(description),
        ])
    }

    private static var record: JSONValue {
        var properties = RecordForm.headSchemas
        properties["body"] = .object([
            "description": .string("what the record says, by its kind"),
            "oneOf": .array(RecordKind.allCases.map { RecordForm($0).schema }),
        ])
        return .object([
            "type": .string("object"), "description": .string("what is entered, who says it, and of which time"),
            "properties": .object(properties), "required": .array(["by", "body"].map(JSONValue.string)),
            "additionalProperties": .bool(false),
        ])
    }
}
