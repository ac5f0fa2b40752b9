/// JSON that is written piece by piece into one buffer, without a text of its own for each piece.
public struct JSONBytes: Sendable {
    /// The JSON so far, as UTF-8.
    public private(set) var bytes: [UInt8] = []

    /// Creates an empty text.
    ///
    /// - Parameter capacity: the expected number of bytes. A longer text is possible, and moves to a larger buffer.
    public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Writes JSON as it is.
    public mutating func write(_ json: String) {
        var json = json
        json.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Writes what was written to another buffer.
    public mutating func write(_ other: JSONBytes) { write(other.bytes) }

    /// Writes JSON that was put together before.
    public mutating func write(_ json: [UInt8]) { bytes.append(contentsOf: json) }

    /// Writes one ASCII character as it is.
    public mutating func mark(_ character: Unicode.Scalar) { bytes.append(UInt8(ascii: character)) }

    /// Writes a text with its quotation marks.
    public mutating func string(_ text: String) {
        var text = text
        let isPlain = text.withUTF8 { utf8 in
            guard !utf8.contains(where: Self.isEscaped) else { return false }
            bytes.append(UInt8(ascii: "\""))
            bytes.append(contentsOf: utf8)
            bytes.append(UInt8(ascii: "\""))
            return true
        }
        if !isPlain { write(JSONText.string(text)) }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    /// Writes an integer.
    public mutating func number(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var (rest, first) = (value.magnitude, bytes.count)
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        // The digits were written from the last to the first.
        var last = bytes.count - 1
        while first < last {
            bytes.swapAt(first, last)
            (first, last) = (first + 1, last - 1)
        }
    }

    /// Writes a number in its shortest text, `800` or `35.3`, and `null` for nil.
    public mutating func number(_ value: Double?) {
        guard let value else { return write("null") }
        guard value.rounded() == value, value.magnitude < 0x1p53 else { return write(value.description) }
        number(Int64(value))
    }
}
