/// Encodes a value as JSON in one pass, without the tree of all its parts that Foundation's encoder builds first. The states
/// of all rules are encoded each minute.
///
/// Containers must be used like a stack, as the compiler's own `encode(to:)` does: a nested one is closed by the next use of
/// the one around it.
enum OnePassJSON {
    /// Returns the text of a value.
    ///
    /// - Throws: The value's error, and `EncodingError` for a number that is not finite.
    static func of(_ value: some Encodable) throws -> String {
        let writer = Writer()
        try writer.write(value)
        writer.text.close(upTo: 0)
        return String(decoding: writer.text.bytes, as: UTF8.self)
    }
}

/// The text so far, and the containers that are open in it.
private struct OpenText {
    private(set) var bytes: [UInt8] = []
    /// The open containers, the outermost first.
    private var open: [(end: UInt8, isEmpty: Bool)] = []

    /// Begins a container.
    ///
    /// - Returns: The number of containers around it.
    mutating func begin(_ begin: UInt8, end: UInt8) -> Int {
        bytes.append(begin)
        open.append((end, isEmpty: true))
        return open.count - 1
    }

    /// Closes all containers but the first so many.
    mutating func close(upTo depth: Int) {
        while open.count > depth { bytes.append(open.removeLast().end) }
    }

    /// Begins an element of a container, and closes those within it.
    mutating func beginElement(at depth: Int) {
        precondition(depth < open.count, "a container was used after the one around it")
        close(upTo: depth + 1)
        if !open[depth].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[depth].isEmpty = false
    }

    mutating func write(plain text: String) { bytes += text.utf8 }

    mutating func write(quoted text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            if utf8.contains(where: Self.isEscaped) { write(escaped: utf8) } else { bytes.append(contentsOf: utf8) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func write(escaped utf8: UnsafeBufferPointer<UInt8>) {
        for byte in utf8 {
            switch byte {
            case 0..<0x20: write(plain: (byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16))
            case let other:
                if Self.isEscaped(other) { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(other)
            }
        }
    }

    mutating func write(key: String, at depth: Int) {
        beginElement(at: depth)
        write(quoted: key)
        bytes.append(UInt8(ascii: ":"))
    }
}

/// The text that the encoders of one value share. Each call changes it once, since each access to a shared value is checked.
private final class Writer {
    var text = OpenText()

    func write(_ value: some Encodable) throws {
        let begin = text.bytes.count
        try value.encode(to: TextEncoder(writer: self))
        // A value without parts may write nothing at all.
        if text.bytes.count == begin { text.write(plain: "{}") }
    }
}

private struct TextEncoder: Encoder {
    let writer: Writer
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(
            KeyedText(writer: writer, depth: writer.text.begin(UInt8(ascii: "{"), end: UInt8(ascii: "}"))))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        UnkeyedText(writer: writer, depth: writer.text.begin(UInt8(ascii: "["), end: UInt8(ascii: "]")))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { SingleText(writer: writer) }
}

private struct KeyedText<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: Writer
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) {
        writer.text.write(key: key.stringValue, at: depth)
        writer.text.write(plain: "null")
    }

    func encode(_ value: some Encodable, forKey key: Key) throws {
        writer.text.write(key: key.stringValue, at: depth)
        try writer.write(value)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<
        Nested
    > {
        superEncoder(forKey: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        superEncoder(forKey: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        writer.text.beginElement(at: depth)
        writer.text.write(plain: "\"super\":")
        return TextEncoder(writer: writer)
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        writer.text.write(key: key.stringValue, at: depth)
        return TextEncoder(writer: writer)
    }
}

private struct UnkeyedText: UnkeyedEncodingContainer {
    let writer: Writer
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(writer: Writer, depth: Int) { (self.writer, self.depth) = (writer, depth) }

    mutating func encodeNil() {
        _ = superEncoder()
        writer.text.write(plain: "null")
    }

    mutating func encode(_ value: some Encodable) throws {
        _ = superEncoder()
        try writer.write(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        superEncoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { superEncoder().unkeyedContainer() }

    mutating func superEncoder() -> any Encoder {
        writer.text.beginElement(at: depth)
        count += 1
        return TextEncoder(writer: writer)
    }
}

private struct SingleText: SingleValueEncodingContainer {
    let writer: Writer
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { writer.text.write(plain: "null") }
    func encode(_ value: Bool) { writer.text.write(plain: value ? "true" : "false") }
    func encode(_ value: String) { writer.text.write(quoted: value) }
    func encode(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(value, .init(codingPath: [], debugDescription: "\(value) is no JSON"))
        }
        writer.text.write(plain: value.description)
    }
    func encode(_ value: Float) throws { try encode(Double(value)) }
    func encode(_ value: Int) { writer.text.write(plain: value.description) }
    func encode(_ value: Int8) { writer.text.write(plain: value.description) }
    func encode(_ value: Int16) { writer.text.write(plain: value.description) }
    func encode(_ value: Int32) { writer.text.write(plain: value.description) }
    func encode(_ value: Int64) { writer.text.write(plain: value.description) }
    func encode(_ value: UInt) { writer.text.write(plain: value.description) }
    func encode(_ value: UInt8) { writer.text.write(plain: value.description) }
    func encode(_ value: UInt16) { writer.text.write(plain: value.description) }
    func encode(_ value: UInt32) { writer.text.write(plain: value.description) }
    func encode(_ value: UInt64) { writer.text.write(plain: value.description) }
    func encode(_ value: some Encodable) throws { try writer.write(value) }
}
