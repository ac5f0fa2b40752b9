public import Facilities
import Yams

/// One value of a document, and its place. A getter that finds something else reports that and returns nil.
public struct YAMLValue {
    let node: Node
    let document: YAMLDocument

    /// Counted from 1.
    public var line: Int { node.mark?.line ?? 1 }
    /// Counted from 1, in Unicode scalars.
    public var column: Int { node.mark?.column ?? 1 }

    public var isScalar: Bool { node.scalar != nil }
    public var isSequence: Bool { node.sequence != nil }
    public var isMapping: Bool { node.mapping != nil }
    /// True for `null`, `~` and for a key without a value.
    public var isNull: Bool { ["", "~", "null"].contains(plain) }

    /// True for a scalar in quotes, which is text whatever it looks like.
    public var isQuoted: Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style != .plain
    }

    /// Reports a mistake at this place.
    public func error(_ text: Text) {
        document.report(text, line: line, column: column)
    }

    /// Reports what a person should look at here, though it can be used so.
    public func warning(_ text: Text) { document.warn(mistake(text)) }

    /// A mistake at this place, for who decides what becomes of it.
    public func mistake(_ text: Text) -> SourceError { place.mistake(text) }

    public var place: SourcePlace { SourcePlace(file: document.file, line: line, column: column) }

    func child(_ node: Node) -> YAMLValue {
        YAMLValue(node: node, document: document)
    }

    func unexpected<Value>(_ expected: Text, _ remedy: Text? = nil) -> Value? {
        let more = remedy.map { Text(zh: "；\($0.zh)", en: "; \($0.en)") }
        error(
            Text(
                zh: "这里应当是\(expected.zh.spaced)，现在是\(kind.zh)\(more?.zh ?? "")",
                en: "expected \(expected.en), found \(kind.en)\(more?.en ?? "")"))
        return nil
    }

    private var kind: Text {
        switch node {
        case .mapping: Text(zh: "“键: 值”", en: "a mapping")
        case .sequence: Text(zh: "列表", en: "a list")
        default: isNull ? Text(zh: "空的", en: "nothing") : Text(zh: "“\(scalar ?? "")”", en: "'\(scalar ?? "")'")
        }
    }

    /// The text of a scalar; nil for anything else, of which nothing is reported.
    public var plainText: String? { scalar }

    private var scalar: String? { node.scalar.flatMap { $0.string == UnreadableParts.value ? nil : $0.string } }

    /// The text of a scalar without quotes: only such a one can be a number, a truth value or null.
    private var plain: String? {
        node.scalar.flatMap { $0.style == .plain ? $0.string : nil }
    }
}

extension YAMLValue {
    /// Any scalar as it is written, a number too, but not null.
    public var string: String? {
        guard let scalar, !isNull else { return unexpected(Text(zh: "文字", en: "text")) }
        return scalar
    }

    /// A whole number, decimal or hexadecimal as `0x1F`.
    public var int: Int? {
        number(Text(zh: "整数", en: "a whole number"), Self.int)
    }

    /// A finite number.
    public var double: Double? {
        number(Text(zh: "数字", en: "a number"), Self.double)
    }

    /// `true` or `false`. YAML 1.1's `yes`, `no`, `on` and `off` are words here, as in YAML 1.2.
    public var bool: Bool? {
        plain.flatMap { ["true": true, "false": false][$0] }
            ?? unexpected(Text(zh: "true 或 false", en: "true or false"))
    }

    public var sequence: [YAMLValue]? {
        node.sequence.map { $0.map(child) } ?? unexpected(Self.list, isMapping ? Self.dashes : nil)
    }

    /// The entries of a list, each of which has this key. One entry that lacks its dash is reported, and read.
    public func sequence(ofEntriesWith key: String) -> [YAMLValue] {
        if let sequence = node.sequence { return sequence.map(child) }
        let _: [YAMLValue]? = unexpected(Self.list, isMapping ? Self.dashes : nil)
        guard let mapping = node.mapping, mapping.contains(where: { $0.key.string == key }) else { return [] }
        return [self]
    }

    private static let list = Text(zh: "列表", en: "a list")
    private static let dashes = Text(zh: "每一项以“- ”开头", en: "begin each entry with - ")

    /// Reads a number that is not in quotes; one of full-width digits is reported, and read.
    private func number<Value>(_ expected: Text, _ parse: (String) -> Value?) -> Value? {
        guard let plain else { return unexpected(expected) }
        if let value = parse(plain) { return value }
        guard let value = parse(plain.halfWidth) else { return unexpected(expected) }
        let _: Value? = unexpected(expected, Self.halfWidth(plain))
        return value
    }

    private static func halfWidth(_ text: String) -> Text {
        Text(zh: "请用半角字符写“\(text.halfWidth)”", en: "write '\(text.halfWidth)' without full-width characters")
    }

    /// Reads a scalar in the caller's way. One that fits when its full-width characters are replaced is reported, and read.
    ///
    /// - Parameters:
    ///   - expected: what would be right, for the error: `a duration such as 500ms`.
    ///   - endings: what people leave out at the end, such as a unit; with the first that fits the value is suggested.
    ///   - parse: nil for what is not right.
    public func parse<Value>(_ expected: Text, endings: [String] = [], _ parse: (String) -> Value?) -> Value? {
        guard let scalar, !isNull else { return unexpected(expected) }
        if let value = parse(scalar) { return value }
        let narrow = scalar.halfWidth == scalar ? nil : parse(scalar.halfWidth)
        let meant = endings.map { scalar + $0 }.first { parse($0) != nil }
        let remedy =
            narrow.map { _ in Self.halfWidth(scalar) }
            ?? meant.map { Text(zh: "是不是 \($0)？", en: "did you mean \($0)?") }
        error(
            Text(
                zh: "“\(scalar)”不对：应当是\(expected.zh.spaced)\(remedy.map { "；\($0.zh)" } ?? "")",
                en: "'\(scalar)' is not \(expected.en)\(remedy.map { "; \($0.en)" } ?? "")"))
        return narrow
    }

    /// One of the words of an enumeration; the error lists them all. A word in Chinese is reported, and read.
    ///
    /// - Parameter names: what people call a word in Chinese.
    public func choice<Choice: RawRepresentable & CaseIterable>(
        _: Choice.Type, named names: (Choice) -> [String] = { _ in [] }
    ) -> Choice? where Choice.RawValue == String {
        let words = Choice.allCases.map(\.rawValue)
        let expected = Text(zh: words.joined(separator: "、") + " 之一", en: "one of " + words.joined(separator: ", "))
        guard let scalar, !isNull else { return unexpected(expected) }
        if let choice = Choice(rawValue: scalar) { return choice }
        if let meant = Choice.allCases.first(where: { names($0).contains(scalar) }) {
            error(
                Text(
                    zh: "请写 \(meant.rawValue)（\(scalar)）",
                    en: "'\(scalar)' is \(meant.rawValue) here; write \(meant.rawValue) (\(scalar))"))
            return meant
        }
        let near = Choice(rawValue: Self.nearest(to: scalar.halfWidth, among: words) ?? "")
        error(
            Text(
                zh: "“\(scalar)”不对：应当是\(expected.zh.spaced)\(near.map { "；是不是 \($0.rawValue)？" } ?? "")",
                en: "'\(scalar)' is not \(expected.en)\(near.map { "; did you mean \($0.rawValue)?" } ?? "")"))
        return nil
    }

    private static func int(_ text: String) -> Int? {
        if text.hasPrefix("0x") { return text.dropFirst(2).hasPrefix("-") ? nil : Int(text.dropFirst(2), radix: 16) }
        return Int(text)
    }

    private static func double(_ text: String) -> Double? {
        if text.hasPrefix("0x") { return int(text).map(Double.init) }
        guard text.allSatisfy({ "0123456789+-.eE".contains($0) }), let value = Double(text), value.isFinite else {
            return nil
        }
        return value
    }
}
