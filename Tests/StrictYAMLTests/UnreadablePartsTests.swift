import StrictYAML
import Testing

/// E9: what is no YAML in one part of a file hides nothing of the others.
struct UnreadablePartsTests {
    private func read(_ text: String) -> (keys: [String], errors: [String]) {
        let document = YAMLDocument(text, file: "a.yaml")
        // Each value is asked for a number, which the one in the place of a part is not: nothing more is said of that.
        let entries = document.root?.entries ?? []
        for (_, value) in entries where value.isScalar { _ = value.int }
        return (entries.compactMap(\.key.plainText), document.errors.map { "\($0.line):\($0.column) \($0.message)" })
    }

    @Test(arguments: [
        ("a: \"x\nb: 1\nc: y", "1:4 ", "a quote is not closed"),
        ("a: {x: 1\nb: 1\nc: y", "1:4 ", "a brace is not closed"),
        ("a: [1, 2\nb: 1\nc: y", "1:4 ", "a bracket is not closed"),
        ("a:\n  x: 1\n   y: 2\nb: 1\nc: y", "3:5 ", "wrong indentation"),
        ("b: 1\na: @x\nc: y", "2:4 ", "put text in quotes"),
        ("b: 1\na: x: y\nc: y", "2:5 ", "a colon too many"),
    ])
    func aBrokenSectionIsNamedAndTheOthersAreRead(text: String, place: String, message: String) {
        let (keys, errors) = read(text)
        #expect(Set(keys) == ["a", "b", "c"], "\(errors)")
        #expect(errors.count == 2, "\(errors)")
        #expect(errors.contains { $0.hasPrefix(place) && $0.contains(message) }, "\(errors)")
        #expect(errors.contains { $0.contains("; this part is checked once it is mended") }, "\(errors)")
        #expect(errors.contains { $0.contains("expected a whole number, found 'y'") }, "\(errors)")
    }

    @Test func allBrokenSectionsAreNamedInOneRound() {
        let errors = read("a: \"x\nb: {\nc: [\nd: y").errors
        #expect(errors.map { $0.prefix(2) } == ["1:", "2:", "3:", "4:"], "\(errors)")
    }

    @Test(arguments: [
        "list:\n  - code: A\n    name: \"x\n  - code: B\n  - code: C\nb: y",
        "list:\n- {code: A\n- {code: B}\n- {code: C}\nb: y",
    ])
    func aBrokenEntryOfAListHidesNoOther(text: String) throws {
        let document = YAMLDocument(text, file: "a.yaml")
        let map = try #require(document.root?.mapping("list", "b"))
        let codes = map["list"]?.sequence?.map { $0.mapping("code", "name")?.required("code")?.string }
        #expect(codes == [nil, "B", "C"])
        #expect(map["b"]?.string == "y")
        #expect(document.errors.count == 1 && (2...3).contains(document.errors[0].line), "\(document.errors)")
    }

    @Test func aBrokenEntryOfAMappingKeepsItsName() throws {
        let document = YAMLDocument("buses:\n  l1: {rtu: {a: 1}\n  l2: {rtu: x}", file: "a.yaml")
        let map = try #require(document.root?.mapping("buses"))
        #expect(map["buses"]?.entries?.compactMap(\.key.plainText) == ["l1", "l2"])
        #expect(document.errors.map(\.line) == [2])
    }

    @Test func whatStandsInThePlaceOfAPartIsNoText() throws {
        let document = YAMLDocument("journal:\n  path: \"/data\n  budget: 2GiB\nb: y", file: "a.yaml")
        let map = try #require(document.root?.mapping("journal", "b"))
        let journal = try #require(map["journal"]?.mapping("path", "budget"))
        #expect(journal["path"]?.string == nil && journal["budget"]?.string == "2GiB")
        #expect(document.errors.map(\.line) == [2])
    }

    /// Quotes and brackets may span lines that look like keys.
    @Test func whatSpansLinesIsNoMistakeBesideOne() {
        let errors = read("a: {\nx: 1,\ny: 2\n}\nb: \"t\nu: v\nw\"\nc: [").errors
        #expect(errors.filter { !$0.contains("whole number") }.map { $0.prefix(2) } == ["8:"], "\(errors)")
    }

    @Test func aSlipIsNotNamedAgainAsWhatItBreaks() {
        let errors = read("a：{x：1\nb: y").errors
        #expect(errors.allSatisfy { !$0.contains("not valid YAML") } && errors.count == 3, "\(errors)")
    }

    @Test func whatNoPartExplainsHidesTheRest() {
        let errors = read("a: 1\n---\nb: 2").errors
        #expect(errors.count == 1 && errors[0].hasSuffix("; the rest is checked once this is mended"), "\(errors)")
    }
}
