import Facilities
import Foundation
import MQTT
import TestSupport
import Testing

@testable import Gateway

/// Golden messages are what a release published, byte by byte, and where. Receivers rely on them: a change here is a change
/// of the protocol. A release whose messages differ writes its own:
///
///     MASHANG_WRITE_GOLDEN=0.2.0 swift test --filter WriteGoldenMessages
struct GoldenMessageTests {
    static let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Golden")
    private static let folder = golden.appending(path: "0.2.0")
    private static let encoded = GoldenMessages.published.mapValues(\.payload)
        .merging(GoldenMessages.others) { first, _ in first }

    private func stored(_ name: String) throws -> [UInt8] {
        try Data(contentsOf: Self.folder.appending(path: "\(name).json")).split(separator: UInt8(ascii: "\n"))
            .first.map { [UInt8]($0) } ?? []
    }

    @Test(arguments: encoded.keys.sorted()) func aMessageIsEncodedAsTheReleaseEncodedIt(name: String) throws {
        let (now, then) = (try #require(Self.encoded[name]), try stored(name))
        #expect(String(decoding: now, as: UTF8.self) == String(decoding: then, as: UTF8.self))
    }

    @Test func everyMessageGoesWhereItWent() throws {
        let data = try Data(contentsOf: Self.folder.appending(path: "topics.json"))
        #expect(
            try JSONDecoder().decode([String: Topic].self, from: data) == GoldenMessages.published.mapValues(Topic.init)
        )
    }

    @Test func thereIsAFileOfEveryPayloadAndOfEveryKindOfEvent() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(files) == Set(Self.encoded.keys.map { "\($0).json" } + ["topics.json"]))
        let kinds =
            Entry.Kind.allCases.filter { kind in
                ![.record, .suspicion, .operatorChange, .erased, .photographsRemoved, .unknown].contains(kind)
            }
            .map { "event-\($0.rawValue)" }
            + RecordKind.allCases.map { "event-record-\($0.rawValue)" }
        #expect(Set(kinds).subtracting(Self.encoded.keys) == [])
    }

    @Test func everyMessageFitsItsSchema() async throws {
        let messages = try Self.encoded.keys.sorted().filter { !$0.hasPrefix("local-") }.map { name in
            String(decoding: try stored(name), as: UTF8.self) + "\n"
        }
        let python = ProcessInfo.processInfo.environment["MASHANG_PYTHON"] ?? "python3"
        let validator = Program.repository + "/Tests/mashangTests/Peers/validate.py"
        let (status, output) = try await result(
            of: python, [validator, Self.schemas], input: messages.joined())
        #expect(status == 0, "\(output)")
        for schema in [
            "command", "event", "means", "readings", "reply", "report", "rows", "state", "status", "verification",
        ] {
            #expect(
                output.contains("mashang/\(schema)/\(schema == "verification" ? 1 : 2)="), "no \(schema) in \(output)")
        }
    }

    /// Otherwise what is optional could change, and no golden message would show it.
    @Test func everyMemberThatASchemaNamesIsInSomeMessage() throws {
        var seen: [String: Set<String>] = [:]
        for name in Self.encoded.keys {
            let message = try JSONDecoder().decode(JSONValue.self, from: Data(stored(name)))
            guard case .object(let members) = message, let schema = message["schema"]?.string else { continue }
            seen[schema, default: []].formUnion(members.keys)
        }
        for (schema, members) in seen where !schema.hasPrefix("mashang/local") {
            let name = schema.split(separator: "/")[1]
            let data = try Data(contentsOf: URL(filePath: Self.schemas + "/\(name).schema.json"))
            guard case .object(let named)? = try JSONDecoder().decode(JSONValue.self, from: data)["properties"] else {
                Issue.record("\(schema) has no properties")
                continue
            }
            #expect(Set(named.keys) == members, "\(schema)")
        }
    }

    /// A receiver reads the schemas and not the program.
    @Test func everyMemberOfASchemaHasADescription() throws {
        for name in ["command", "event", "means", "readings", "reply", "report", "rows", "state", "status"] {
            let data = try Data(contentsOf: URL(filePath: Self.schemas + "/\(name).schema.json"))
            let schema = try JSONDecoder().decode(JSONValue.self, from: data)
            #expect(schema.undescribed(at: name) == [])
        }
    }

    private static let schemas = Program.repository + "/docs/schemas"
}

/// Where a message goes.
struct Topic: Codable, Hashable {
    var topic: String
    var retain: Bool
    var contentType: String?

    init(_ message: MQTTMessage) {
        (topic, retain, contentType) = (message.topic, message.retain, message.contentType)
    }
}

extension JSONValue {
    /// The members that a schema names without a word of what they are.
    fileprivate func undescribed(at path: String) -> [String] {
        switch self {
        case .object(let members):
            var found: [String] = []
            if case .object(let properties)? = members["properties"] {
                found = properties.filter { $0.value["description"] == nil && $0.value["$ref"] == nil }.keys
                    .map { "\(path).\($0)" }
            }
            // A condition repeats members that are described elsewhere.
            let rest = members.filter { !["if", "then", "anyOf"].contains($0.key) }
            return found.sorted() + rest.flatMap { $0.value.undescribed(at: "\(path)/\($0.key)") }
        case .array(let items): return items.flatMap { $0.undescribed(at: path) }
        default: return []
        }
    }
}
