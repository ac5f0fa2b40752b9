import Facilities
import Foundation
import Glibc

/// The JSON of an entry as it is stored and chained: it contains `{"private":"<64 digits>"}` instead of each personal text.
struct StoredBody {
    var json: JSONValue

    /// The place of a text that was taken out.
    struct Mark: Hashable {
        var field: String
        var hash: String
    }

    private static let key = "private"

    init(_ json: JSONValue) {
        self.json = json
    }

    /// Reads a stored text; nil where it is not JSON.
    init?(_ text: String) {
        guard let json = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else { return nil }
        self.init(json)
    }

    /// The JSON as it is stored, with its keys in order.
    var text: String { get throws { try Self.text(of: json) } }

    /// Returns the JSON of a value with its keys in order, as it is stored and hashed.
    static func text(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Returns whether a stored text may have marks. It is called for each entry that is read, and must be fast.
    static func mayHaveMarks(_ text: String) -> Bool { text.withCString { strstr($0, beginning) != nil } }

    /// The beginning of a mark. Within a JSON string its quotation marks would be escaped.
    private static let beginning = "{\"\(key)\":\""

    // MARK: Texts

    /// Removes the texts at some paths and returns them. An empty text stays, since it is not personal.
    mutating func takeOut(_ paths: [[String]]) -> [PersonalText] {
        var texts: [PersonalText] = []
        for path in paths {
            guard let text = json[path]?.string, !text.isEmpty else { continue }
            let personal = PersonalText(field: path.joined(separator: "."), text: text)
            json[path] = .object([Self.key: .string(personal.hash)])
            texts.append(personal)
        }
        return texts
    }

    /// Its marks, in order of field.
    var marks: [Mark] { Self.marks(in: json, []).sorted { $0.field < $1.field } }

    private static func marks(in json: JSONValue, _ path: [String]) -> [Mark] {
        guard case .object(let members) = json else { return [] }
        if members.count == 1, let hash = members[key]?.string, hash.count == 64 {
            return [Mark(field: path.joined(separator: "."), hash: hash)]
        }
        return members.flatMap { marks(in: $1, path + [$0]) }
    }

    /// Returns a stored text in which each mark is replaced by the text of its hash, or by the words for an erased text.
    ///
    /// It works on bytes, since every record that is read has marks: decoding and encoding the JSON took longer than everything else
    /// (measured).
    static func puttingBack(_ texts: [PersonalText], in stored: String) throws -> String {
        let byHash = Dictionary(texts.map { ($0.hash, $0.text) }, uniquingKeysWith: { $1 })
        let (begin, end) = (Array(beginning.utf8), Array("\"}".utf8))
        var (rest, bytes) = (Array(stored.utf8)[...], [UInt8]())
        while let place = rest.firstIndex(of: begin[0]) {
            bytes += rest[..<place]
            rest = rest[place...]
            let hash = rest.dropFirst(begin.count).prefix(64)
            if rest.starts(with: begin), hash.count == 64, rest[hash.endIndex...].starts(with: end) {
                let text = byHash[String(decoding: hash, as: UTF8.self)] ?? Erasure.placeholder
                bytes += try Self.text(of: text).utf8
                rest = rest[(hash.endIndex + end.count)...]
            } else {
                bytes.append(rest.removeFirst())
            }
        }
        return String(decoding: bytes + rest, as: UTF8.self)
    }
}
