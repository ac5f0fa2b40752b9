import Facilities
import StrictYAML
import Testing

/// E15: what input methods and editors write where YAML wants other characters.
struct SlipTests {
    /// The keys that the text has for the reader, with what is wrong in both languages.
    private func read(_ text: String) -> (keys: [String], value: String?, errors: [SourceError]) {
        let document = YAMLDocument(text, file: "a.yaml")
        let entries = document.root?.entries ?? []
        return (entries.compactMap(\.key.plainText), entries.first?.value.flow, document.errors)
    }

    @Test(arguments: [
        ("page：{listen: x}", 1, 5, "a full-width colon ：; write : and a blank", "{listen: x}"),
        ("page： x", 1, 5, "a full-width colon ：; write : and a blank", "x"),
        ("page：", 1, 5, "a full-width colon ：; write : and a blank", "null"),
        ("page: {listen：x}", 1, 14, "a full-width colon ：; write : and a blank", "{listen: x}"),
        ("page:\n\tlisten: x", 2, 1, "a tab; write blanks", "{listen: x}"),
        ("page:\n\u{A0}listen: x", 2, 1, "a no-break space (U+00A0); write blanks", "{listen: x}"),
        ("page:\n\u{3000}listen: x", 2, 1, "a full-width space (U+3000); write blanks", "{listen: x}"),
        ("page:\u{3000}x", 1, 6, "a full-width space (U+3000); write blanks", "x"),
        ("page: ｛listen: x}", 1, 7, "a full-width bracket ｛; write {", "{listen: x}"),
        ("page: {listen: x｝", 1, 17, "a full-width bracket ｝; write }", "{listen: x}"),
        ("page: {listen: x，publicURL: y}", 1, 17, "a full-width comma ，; write ,", "{listen: x, publicURL: y}"),
        ("page: [a，b]", 1, 9, "a full-width comma ，; write ,", "[a, b]"),
        ("page: “x”", 1, 7, "Chinese or full-width quotation marks; write \"", "x"),
        ("page: {listen: “x”}", 1, 16, "Chinese or full-width quotation marks; write \"", "{listen: x}"),
        (
            "page: {publicURL: http://h/q/{code}, listen: x}", 1, 19,
            "put the address in quotes, because it has braces", "{publicURL: \"http://h/q/{code}\", listen: x}"
        ),
        (
            "page:\n  listen:8080\n  publicURL: y", 2, 9,
            "a blank is missing after the colon; write 'listen: 8080'", "{listen: 8080, publicURL: y}"
        ),
    ])
    func aSlipIsNamedAtItsPlaceAndTheRestIsRead(
        text: String, line: Int, column: Int, message: String, value: String
    ) {
        let read = read(text)
        #expect(read.errors.map(\.description) == ["a.yaml:\(line):\(column): \(message)"])
        #expect(read.errors.allSatisfy { !$0.text.zh.isEmpty && $0.text.zh != $0.text.en })
        #expect(read.keys == ["page"])
        // A text in quotes is written in quotes again.
        #expect(
            read.value == value || read.value == value.replacing(" x", with: " \"x\"") || read.value == "\"\(value)\"")
    }

    @Test func severalSlipsAreFoundInOneRound() {
        let read = read("page：{listen：x}\nbus: ｛a: 1｝\n\tc: “d”\nname: y")
        #expect(read.errors.map(\.line) == [1, 1, 2, 2, 3, 3])
    }

    /// What is plain text stays as it is.
    @Test(arguments: [
        "一车间：东，西", "“幸福”餐厅", "二楼（东）", "a，b", "东　侧", "mode：0停止，1自动", "{zh: CT：电流, en: b}", "\"page：x\"", "'“x”'",
        "x # page：y", "全角１２",
    ])
    func textMayHoldFullWidthCharacters(value: String) {
        #expect(read("name: \(value)").errors.isEmpty)
        if !value.contains("#") { #expect(read("list: {a: \(value)}").errors.isEmpty) }
    }

    @Test func aBlockOfTextStaysAsItIs() {
        let read = read("text: |\n  page：x\n  \ty\nname: z")
        #expect(read.errors.isEmpty && read.keys == ["text", "name"])
    }

    @Test func aQuotedTextOverSeveralLinesStaysAsItIs() {
        #expect(read("text: \"a\n  page：x\n  b\"\nname: z").errors.isEmpty)
    }

    @Test func aBlankThatIsMissingInAFlowMappingIsNamedAndTheValueRead() throws {
        let document = YAMLDocument("{listen:127.0.0.1:8080}", file: "a.yaml")
        let map = try #require(document.root?.mapping("listen"))
        #expect(map.required("listen")?.string == "127.0.0.1:8080")
        #expect(
            document.errors.map(\.message)
                == ["a blank is missing after the colon; write 'listen: 127.0.0.1:8080'"])
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3", "a.yaml:3:1: duplicate key 'a', which line 1 has already; remove one"),
        ("- x\n- {k: 1, k: 2}", "a.yaml:2:10: duplicate key 'k', which line 2 has already; remove one"),
        ("\"a\": 1\r\n\"a\": 3", "a.yaml:2:1: duplicate key 'a', which line 1 has already; remove one"),
    ])
    func aKeyThatStandsTwiceIsNamedWithTheLineOfTheFirstAndTheRestIsRead(text: String, error: String) {
        let document = YAMLDocument(text, file: "a.yaml")
        #expect(document.root != nil)
        #expect(document.errors.map(\.description) == [error])
    }

    @Test func allKeysThatStandTwiceAreFoundInOneRound() {
        let document = YAMLDocument("a: 1\na: 2\na: 3\nb: {c: 1, c: 2}\nd: 4", file: "a.yaml")
        #expect(
            document.errors.map(\.line).sorted() == [3, 3, 4] || document.errors.map(\.line).sorted() == [2, 3, 4])
        #expect(document.root?.entries?.compactMap(\.key.plainText) == ["a", "b", "d"])
    }

    @Test func aNumberOfFullWidthDigitsIsNamedAndRead() {
        let document = YAMLDocument("port: ５０２", file: "a.yaml")
        #expect(document.root?.mapping("port")?["port"]?.int == 502)
        #expect(
            document.errors.map(\.message)
                == ["expected a whole number, found '５０２'; write '502' without full-width characters"])
    }

    @Test func anAddressWithAFullWidthColonIsNamed() {
        let document = YAMLDocument("listen: 127.0.0.1：8080", file: "a.yaml")
        let value = document.root?.mapping("listen")?["listen"]
        #expect(
            value?.parse(Text(zh: "主机和端口", en: "an address and a port")) { $0.contains(":") ? $0 : nil }
                == "127.0.0.1:8080")
        #expect(
            document.errors.first?.message.hasSuffix("write '127.0.0.1:8080' without full-width characters") == true)
    }

    @Test func anEntryWithoutItsDashIsNamedAndRead() {
        let document = YAMLDocument("list: {code: A, name: b}", file: "a.yaml")
        let value = document.root?.mapping("list")?["list"]
        #expect(value?.sequence(ofEntriesWith: "code").count == 1)
        #expect(document.errors.map(\.message) == ["expected a list, found a mapping; begin each entry with - "])
    }

    private enum Form: String, CaseIterable {
        case granular, honeycomb
    }

    @Test(arguments: [
        ("颗粒", "'颗粒' is granular here; write granular (颗粒)", true),
        ("granlar", "'granlar' is not one of granular, honeycomb; did you mean granular?", false),
        ("块状", "'块状' is not one of granular, honeycomb", false),
    ])
    func aWordInChineseIsNamedAndReadAndOneThatIsNearlyRightIsNamed(word: String, message: String, isRead: Bool) {
        let document = YAMLDocument("form: \(word)", file: "a.yaml")
        let form = document.root?.mapping("form")?["form"]?.choice(Form.self) { $0 == .granular ? ["颗粒"] : [] }
        #expect(form == (isRead ? .granular : nil))
        #expect(document.errors.map(\.message) == [message])
    }
}
