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
    public var isQuoted: Bool { node.scalar.map { $0.style != .plain } ?? false }

    /// Reports a mistake at this place.
    public func error(_ message: String) {
        document.report(message, line: line, column: column)
    }

    /// Reports what a person should look at here, though it can be used so.
    public func warning(_ message: String) { document.warn(mistake(message)) }

    /// A mistake at this place, for who decides what becomes of it.
    public func mistake(_ message: String) -> SourceError { place.mistake(message) }

    public var place: SourcePlace { SourcePlace(file: document.file, line: line, column: column) }

    func child(_ node: Node) -> YAMLValue {
        YAMLValue(node: node, document: document)
    }

    private func unexpected<Value>(_ expected: String) -> Value? {
        error("expected \(expected), found \(kind)")
        return nil
    }

    private var kind: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        default: isNull ? "nothing" : "'\(scalar ?? "")'"
        }
    }

    /// The text of a scalar; nil for anything else, of which nothing is reported.
    public var plainText: String? { scalar }

    private var scalar: String? { node.scalar?.string }

    /// The text of a scalar without quotes: only such a one can be a number, a truth value or null.
    private var plain: String? {
        node.scalar.flatMap { $0.style == .plain ? $0.string : nil }
    }
}

extension YAMLValue {
    /// Any scalar as it is written, a number too, but not null.
    public var string: String? {
        guard let scalar, !isNull else { return unexpected("text") }
        return scalar
    }

    /// A whole number, decimal or hexadecimal as `0x1F`.
    public var int: Int? {
        plain.flatMap(Self.int) ?? unexpected("a whole number")
    }

    /// A finite number.
    public var double: Double? {
        plain.flatMap(Self.double) ?? unexpected("a number")
    }

    /// `true` or `false`. YAML 1.1's `yes`, `no`, `on` and `off` are words here, as in YAML 1.2.
    public var bool: Bool? {
        plain.flatMap { ["true": true, "false": false][$0] } ?? unexpected("true or false")
    }

    public var sequence: [YAMLValue]? {
        node.sequence.map { $0.map(child) } ?? unexpected("a list")
    }

    /// Reads a scalar in the caller's way.
    ///
    /// - Parameters:
    ///   - expected: what would be right, for the error: `a duration such as 500ms`.
    ///   - parse: nil for what is not right.
    public func parse<Value>(_ expected: String, _ parse: (String) -> Value?) -> Value? {
        guard let scalar, !isNull else { return unexpected(expected) }
        guard let value = parse(scalar) else {
            error("'\(scalar)' is not \(expected)")
            return nil
        }
        return value
    }

    /// One of the words of an enumeration; the error lists them all.
    public func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        parse("one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "), Choice.init(rawValue:))
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
