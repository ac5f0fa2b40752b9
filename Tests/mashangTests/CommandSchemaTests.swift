import Facilities
import Foundation
import Gateway
import TestSupport
import Testing

/// `docs/schemas/command.schema.json` and what the gateway takes in are made from the same fields.
@Suite(.timeLimit(.minutes(5))) struct CommandSchemaTests {
    @Test func theFileIsWhatTheProgramPrints() throws {
        let file = Program.repository + "/docs/schemas/command.schema.json"
        let written = try String(contentsOfFile: file, encoding: .utf8)
        #expect(written == Command.jsonSchema + "\n", "write it again: mashang record --schema > \(file)")
    }

    @Test func aCommandOfEveryKindWithAllOfItsFieldsFits() async throws {
        let commands = try RecordKind.allCases.map { kind in
            var body: FieldValues = ["kind": .text(kind.rawValue)]
            for field in kind.type.fields { body[field.name] = field.example }
            // Only an order has a deadline.
            if kind == Visit.kind { body["result"] = .text("rectify") }
            let draft = RecordDraft(head: ["at": .text("2026-11-23T02:00:00Z"), "by": .text("王")], body: body)
            #expect(RecordForm(kind).problems(with: draft, now: Timestamp("2026-11-24T02:00:00Z")!).map(\.field) == [])
            return String(decoding: try JSONEncoder().encode(Command(draft)), as: UTF8.self)
        }
        let (status, output) = try await SchemaTests.validate(commands)
        #expect(status == 0, "\(output)")
    }

    @Test(arguments: [
        #"{"by":"王","body":{"kind":"cleaning"}}"#, #"{"at":"2026-11-23T02:00:00Z","by":"王","body":{"kind":"nosuch"}}"#,
        #"{"at":"2026-11-23T02:00:00Z","by":"王","body":{"kind":"replacement"}}"#,
        #"{"at":"2026-11-23T02:00:00Z","by":"王","body":{"kind":"replacement","mass":0.01}}"#,
        #"{"at":"2026-11-23T02:00:00Z","by":"王","body":{"kind":"cleaning","parts":["roof"]}}"#,
        #"{"at":"2026-11-23T02:00:00Z","body":{"kind":"cleaning"}}"#,
    ]) func whatTheGatewayRefusesDoesNotFit(record: String) async throws {
        let (status, _) = try await SchemaTests.validate([#"{"schema":"mashang/command/2","record":\#(record)}"#])
        #expect(status == 1)
    }

    @Test(arguments: [
        (#""request":"report""#, true), (#""request":"report","from":"2026-11-23T00:00:00Z""#, false),
        (#""request":"reports""#, false), (#""request":"readings""#, false),
        (#""request":"readings","from":"2026-11-23T08:00:00+08:00","to":"2026-11-23T01:00:00.125Z""#, true),
        (#""request":"readings","from":"2026-11-23T08:00:00","to":"2026-11-23T01:00:00Z""#, false),
        (#""request":"readings","from":"2026-11-23T08:00:00Z","to":"2026-11-23T01:00:00Z","limit":2001"#, false),
        (#""request":"report","id":"a","record":{"by":"王","body":{"kind":"cleaning"}}"#, false), ("", false),
    ]) func aRequestFitsIfTheGatewayTakesIt(members: String, isRight: Bool) async throws {
        let members = members.isEmpty ? "" : ",\(members)"
        let (status, output) = try await SchemaTests.validate([#"{"schema":"\#(Command.schema)"\#(members)}"#])
        #expect((status == 0) == isRight, "\(output)")
    }
}

extension RecordField {
    /// A value that is right by itself.
    fileprivate var example: FieldValue {
        switch content {
        case .number(let range, _): .number(range.lowerBound)
        case .text: .text(name == "link" ? "https://ma.example.cn/" : "文字")
        case .choice(let options): .text(options[0].value)
        // None cannot stand beside others.
        case .choices(let options): .list(options.map(\.value).filter { $0 != "none" })
        case .photographs: .list([String(repeating: "a", count: 64)])
        case .texts: .list(["文字", "text"])
        case .objects(let count, let members):
            .objects(Array(repeating: members.reduce(into: [:]) { $0[$1.name] = $1.example }, count: count))
        case .time:
            switch name {
            case "from", "permitFrom": .text("2026-11-23T00:00:00Z")
            case "to": .text("2026-11-23T01:00:00Z")
            default: .text("2026-11-23T03:00:00Z")
            }
        }
    }
}
