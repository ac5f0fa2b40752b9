public import Facilities
import Yams

/// One value of a document, and its place. A property that finds a value of another type reports an error and returns
/// nil.
public struct YAMLValue {
    let node: Node
    let document: YAMLDocument

    /// The line, counted from 1.
    public var line: Int { node.mark?.line ?? 1 }
    /// The column, counted from 1 in Unicode scalars.
    public var column: Int { node.mark?.column ?? 1 }

    public var isScalar: Bool { node.scalar != nil }
    public var isSequence: Bool { node.sequence != nil }
    public var isMapping: Bool { node.mapping != nil }
    /// Whether the value is `null`, `~` or missing after its key.
    public var isNull: Bool { ["", "~", "null"].contains(plain) }

    /// Whether the value is a scalar in quotes, which is always text.
    public var isQuoted: Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style != .plain
    }

    /// Reports an error at this place.
    public func error(_ text: Text) {
        document.report(text, line: line, column: column)
    }

    /// Reports a warning at this place: the value is valid, but a person should check it.
    public func warning(_ text: Text) { document.warn(mistake(text)) }

    /// Returns an error at this place without reporting it; the caller decides what to do with it.
    public func mistake(_ text: Text) -> SourceError { place.mistake(text) }

    /// The place where the value begins.
    public var place: SourcePlace { SourcePlace(file: document.file, line: line, column: column) }

    func child(_ node: Node) -> YAMLValue {
        YAMLValue(node: node, document: document)
    }

    /// Reports that another type of value was expected, and returns nil.
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

    /// The text of a scalar; nil for any other value, without an error.
    public var plainText: String? { scalar }

    private var scalar: String? { node.scalar.flatMap { $0.string == UnreadableParts.value ? nil : $0.string } }

    /// The text of a scalar without quotes: only such a scalar can be a number, a Boolean or null.
    private var plain: String? {
        node.scalar.flatMap { $0.style == .plain ? $0.string : nil }
    }
}

extension YAMLValue {
    /// The text of any scalar except null; a number is returned as it is written.
    public var string: String? {
        guard let scalar, !isNull else { return unexpected(Text(zh: "文字", en: "text")) }
        return scalar
    }

    /// A whole number, decimal or hexadecimal such as `0x1F`.
    public var int: Int? {
        number(Text(zh: "整数", en: "a whole number"), Self.int)
    }

    /// A finite number, decimal or hexadecimal.
    public var double: Double? {
        number(Text(zh: "数字", en: "a number"), Self.double)
    }

    /// A Boolean, `true` or `false`. The words `yes`, `no`, `on` and `off` of YAML 1.1 are text, as in YAML 1.2.
    public var bool: Bool? {
        plain.flatMap { ["true": true, "false": false][$0] }
            ?? unexpected(Text(zh: "true 或 false", en: "true or false"))
    }

    /// The elements of a list.
    public var sequence: [YAMLValue]? {
        node.sequence.map { $0.map(child) } ?? unexpected(Self.list, isMapping ? Self.dashes : nil)
    }

    /// Returns the entries of a list whose entries each have this key; empty if the value is not a list. A single entry
    /// without its dash is reported as an error, and still returned.
    public func sequence(ofEntriesWith key: String) -> [YAMLValue] {
        if let sequence = node.sequence { return sequence.map(child) }
        let _: [YAMLValue]? = unexpected(Self.list, isMapping ? Self.dashes : nil)
        guard let mapping = node.mapping, mapping.contains(where: { $0.key.string == key }) else { return [] }
        return [self]
    }

    private static let list = Text(zh: "列表", en: "a list")
    private static let dashes = Text(zh: "每一项以“- ”开头", en: "begin each entry with - ")

    /// Reads a number that is not in quotes. A number in full-width digits is reported as an error, and still returned.
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

    /// Reads a scalar with the caller's parser. If it is valid only after its full-width characters are replaced, an
    /// error is reported, and the value is still returned.
    ///
    /// - Parameters:
    ///   - expected: what would be right, for the error: `a duration such as 500ms`.
    ///   - endings: endings that people omit, such as a unit; the error suggests the value with the first that fits.
    ///   - parse: returns nil for an invalid text.
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

    /// Reads a word of an enumeration. The error lists all words. A Chinese name for a word is reported as an error,
    /// and the word is still returned.
    ///
    /// - Parameter names: the Chinese names of a word.
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
