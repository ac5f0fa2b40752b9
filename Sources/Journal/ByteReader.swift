/// Reads little-endian numbers one after another.
struct ByteReader {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func integer<Integer: FixedWidthInteger>() throws(JournalError) -> Integer {
        let size = MemoryLayout<Integer>.size
        guard position + size <= bytes.count else { throw .corrupt("a row is cut short") }
        defer { position += size }
        return Integer(
            littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Integer.self) }
        )
    }

    mutating func double() throws(JournalError) -> Double {
        Double(bitPattern: try integer())
    }
}

extension [UInt8] {
    mutating func append(_ integer: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: integer.littleEndian) { append(contentsOf: $0) }
    }
}
