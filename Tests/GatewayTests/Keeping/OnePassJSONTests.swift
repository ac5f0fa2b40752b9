import Foundation
import Testing

@testable import Gateway

struct OnePassJSONTests {
    private enum Kind: Codable {
        case plain
        case of(Int, name: String)
    }
    private enum Word: String, Codable, CodingKeyRepresentable { case one, two }
    private struct Nothing: Codable {}

    private struct Part: Codable {
        var word = Word.two
        var kinds: [Kind] = [.plain, .of(-3, name: "a\"\\/\u{1}\u{1f}\n\t汉字😀\u{7f}")]
        var missing: Int?
        var nothing = Nothing()
        var isSo = true
        var lists: [[Double?]] = [[], [0.1, nil, -0.0, 1e300, .leastNonzeroMagnitude, 35.3], [1 / 3]]
    }

    private struct Whole: Codable {
        var parts: [String: Part] = ["": Part(), "p/1": Part()]
        var words: [Word: Int64] = [.one: .min, .two: .max]
        var pairs: [Int: UInt64] = [1: .max]
        var byPlace: [[UInt8]: Float] = [[1, 2]: 0.5]
        var small: [Int8] = [-128, 127]
    }

    /// Encodes with nested containers and encoders, as the rules of a facility do.
    private struct Nested: Encodable {
        enum Key: String, CodingKey { case first, inner, deep, last }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            var inner = container.nestedContainer(keyedBy: Key.self, forKey: .inner)
            try inner.encode(1, forKey: .first)
            var deep = inner.nestedUnkeyedContainer(forKey: .deep)
            try deep.encode("x")
            _ = deep.nestedContainer(keyedBy: Key.self)
            try deep.encodeNil()
            try Whole().encode(to: inner.superEncoder(forKey: .last))
            try container.encodeNil(forKey: .last)
            try container.encode(Nothing(), forKey: .first)
        }
    }

    private func object(_ json: Data) throws -> NSObject {
        try #require(try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed) as? NSObject)
    }

    private func isSame(_ value: some Encodable) throws -> Bool {
        try object(Data(OnePassJSON.of(value).utf8)) == object(JSONEncoder().encode(value))
    }

    @Test func whatItWritesIsWhatFoundationWrites() throws {
        #expect(try isSame(Whole()))
        #expect(try isSame(Nested()))
        #expect(try isSame([Int]()))
        #expect(try isSame(Nothing()))
        #expect(try isSame("\u{0}ä"))
        #expect(try isSame([String: Int]()))
        #expect(try isSame([nil, 2, nil] as [Int?]))
    }

    @Test func whatItWritesIsReadBack() throws {
        let text = try OnePassJSON.of(Whole())
        let back = try JSONDecoder().decode(Whole.self, from: Data(text.utf8))
        #expect(try OnePassJSON.of(back.parts["p/1"]?.kinds) == OnePassJSON.of(Part().kinds))
        #expect(back.parts["p/1"]?.lists[1][2]?.sign == .minus)
        #expect((back.words[.one], back.pairs[1]) == (.min, .max))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func whatIsNoNumberIsRefused(value: Double) {
        #expect(throws: EncodingError.self) { try OnePassJSON.of([value]) }
    }
}
