import Facilities
import StrictYAML
import Testing

/// What keeps the parser from reading on says so.
private let hides = "; the rest is checked once this is mended"

struct StrictYAMLTests {
    @Test func everyMistakeIsFoundAtOnceAndAtItsPlace() throws {
        let text = """
            name: 3
            timout: 5s
            size: large
            list: 4
            range: [1, x, .nan]
            flag: yes
            """
        let document = YAMLDocument(text, file: "a.yaml")
        let map = try #require(document.root?.mapping("name", "timeout", "size", "list", "range", "flag", "color"))
        #expect(map.required("name")?.string == "3")
        #expect(map["timeout"] == nil)
        #expect(map["size"]?.int == nil)
        #expect(map["list"]?.sequence == nil)
        #expect(map["range"]?.sequence?.compactMap(\.double) == [1])
        #expect(map["flag"]?.bool == nil)
        #expect(map.required("color") == nil)
        #expect(
            errors(of: document) == """
                a.yaml:1:1: missing key 'color'
                a.yaml:2:1: unknown key 'timout'; did you mean 'timeout'?
                a.yaml:3:7: expected a whole number, found 'large'
                a.yaml:4:7: expected a list, found '4'
                a.yaml:5:12: expected a number, found 'x'
                a.yaml:5:15: expected a number, found '.nan'
                a.yaml:6:7: expected true or false, found 'yes'
                """
        )
    }

    @Test func aKeyUnlikeAnyOtherListsTheAllowedOnes() {
        let document = YAMLDocument("banana: 1", file: "a.yaml")
        _ = document.root?.mapping("host", "port")
        #expect(errors(of: document) == "a.yaml:1:1: unknown key 'banana'; allowed are host, port")
    }

    /// A terminal would obey them, or show a text other than it is.
    @Test func whatIsQuotedHasNoControlAndFormatCharacters() {
        let document = YAMLDocument(#"{a: "x\e[31mb", b: "\u202Ey\n"}"#, file: "a.yaml")
        let map = document.root?.mapping("a", "b")
        #expect(map?["a"]?.int == nil && map?["b"]?.int == nil)
        #expect(
            errors(of: document) == #"""
                a.yaml:1:5: expected a whole number, found 'x\u{1B}[31mb'
                a.yaml:1:20: expected a whole number, found '\u{202E}y\u{A}'
                """#)
    }

    @Test func aMistakeThatIsMetTwiceIsReportedOnce() {
        let document = YAMLDocument("a: x", file: "a.yaml")
        let value = document.root?.mapping("a")?["a"]
        #expect(value?.int == nil && value?.int == nil)
        #expect(document.errors.count == 1)
    }

    @Test(arguments: [
        (
            "a: [1, 2",
            "a.yaml:2:1: not valid YAML: did not find expected ',' or ']'; a bracket is not closed, or a comma is missing"
                + hides
        ),
        (
            "a: b: c",
            "a.yaml:1:5: not valid YAML: mapping values are not allowed in this context; a colon too many or wrong "
                + "indentation: put text with a colon in quotes" + hides
        ),
        (
            "a: @b",
            "a.yaml:1:4: not valid YAML: found character that cannot start any token; this character cannot stand here: "
                + "put text in quotes" + hides
        ),
        ("a: \"\u{7}\"", "a.yaml:1:5: not readable: control characters are not allowed" + hides),
        ("a: 1\n---\nb: 2", "a.yaml:2:1: not readable: but found another document" + hides),
        ("", "a.yaml:1:1: the file is empty"),
        ("# only a remark\n", "a.yaml:1:1: the file is empty"),
        (
            "a: &x 1\nb: *x",
            "a.yaml:1:4: anchors and aliases are not read; write the value out where it is used" + hides
        ),
        ("b: *x", "a.yaml:1:4: not readable: found undefined alias" + hides),
    ])
    func whatIsNoPlainYAMLIsRefusedWithItsPlace(text: String, error: String) {
        let document = YAMLDocument(text, file: "a.yaml")
        #expect(document.root == nil)
        #expect(errors(of: document) == error)
    }

    @Test func aFewLinesThatStandForBillionsAreRefusedAtOnce() {
        var text = "a0: &a0 [lol, lol]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        let document = YAMLDocument(text + "? *a40\n: 1", file: "a.yaml")
        #expect(document.root == nil)
        #expect(document.errors.count == 1)
    }

    @Test(arguments: [String(repeating: "[", count: 500_000), String(repeating: "- ", count: 500_000)])
    func nestingWithoutEndIsRefused(text: String) {
        #expect(YAMLDocument(text, file: "a.yaml").root == nil)
    }

    @Test func theSizeIsBounded() {
        let longest = "a: " + String(repeating: "x", count: (1 << 20) - 3)
        #expect(YAMLDocument(longest, file: "a.yaml").root != nil)
        #expect(YAMLDocument(longest + "x", file: "a.yaml").root == nil)
    }

    @Test(arguments: ["R&D *bold*", "A & B * C", "x?a=1&b=*"])
    func textMayHoldAmpersandsAndStars(text: String) {
        #expect(YAMLDocument(text, file: "a.yaml").root?.string == text)
    }

    @Test(arguments: [
        ("0", 0), ("-7", -7), ("0x1F", 31), ("\"7\"", nil), ("0x-1", nil), ("1.5", nil), ("1_000", nil), ("", nil),
        ("99999999999999999999", nil),
    ])
    func wholeNumbers(text: String, value: Int?) {
        #expect(scalar(text)?.int == value)
    }

    @Test(arguments: [
        ("1.5", 1.5), ("-2e3", -2000), ("0x10", 16), ("inf", nil), ("nan", nil), (".inf", nil), ("1e999", nil),
        ("0x1p3", nil), ("12:30", nil), ("'1'", nil),
    ])
    func numbers(text: String, value: Double?) {
        #expect(scalar(text)?.double == value)
    }

    @Test(arguments: [
        ("true", true), ("false", false), ("yes", nil), ("no", nil), ("on", nil), ("off", nil), ("True", nil),
        ("'true'", nil), ("1", nil),
    ])
    func onlyTrueAndFalseAreTruthValues(text: String, value: Bool?) {
        #expect(scalar(text)?.bool == value)
    }

    @Test(arguments: [("1000 kg", "1000 kg"), ("012", "012"), ("no", "no"), ("'~'", "~"), ("~", nil), ("", nil)])
    func textIsAsWritten(text: String, value: String?) {
        #expect(scalar(text)?.string == value)
    }

    @Test(arguments: [
        ("5 apples", "a.yaml:1:4: '5 apples' is not a count such as 5"),
        ("[1]", "a.yaml:1:4: expected a count such as 5, found a list"),
        ("", "a.yaml:1:3: expected a count such as 5, found nothing"),
    ])
    func whatCannotBeParsedSaysWhatWouldBeRight(text: String, error: String) {
        let document = YAMLDocument("v: \(text)", file: "a.yaml")
        let value = document.root?.mapping("v")?["v"]
        #expect(value?.parse(Text(zh: "个数，如 5", en: "a count such as 5")) { Int($0) } == nil)
        #expect(errors(of: document) == error)
    }

    @Test func freeKeysKeepTheirOrderAndPlaces() throws {
        let entries = try #require(YAMLDocument("温度: 1\nb: {c: 2}", file: "a.yaml").root?.entries)
        #expect(entries.map(\.key.string) == ["温度", "b"])
        #expect(entries.map(\.value.column) == [5, 4])
        #expect(entries.map(\.value.line) == [1, 2])
    }

    private func scalar(_ text: String) -> YAMLValue? {
        YAMLDocument("v: \(text)", file: "a.yaml").root?.mapping("v")?["v"]
    }

    private func errors(of document: YAMLDocument) -> String {
        do {
            try document.check()
            return ""
        } catch {
            return error.description
        }
    }
}
