/// A reader of little-endian numbers, one after another.
struct ByteReader {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = position
    }

    var isAtEnd: Bool { position == bytes.count }

    /// The number of bytes that were not read yet.
    var left: Int { bytes.count - position }

    /// Reads an integer.
    ///
    /// - Throws: `corrupt` if there are not enough bytes.
    mutating func integer<Integer: FixedWidthInteger>() throws(JournalError) -> Integer {
        let size = MemoryLayout<Integer>.size
        guard size <= left else { throw .corrupt("a row is cut short") }
        defer { position += size }
        return Integer(
            littleEndian: bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: Integer.self) }
        )
    }

    mutating func double() throws(JournalError) -> Double {
        Double(bitPattern: try integer())
    }

    mutating func bytes(_ count: Int) throws(JournalError) -> [UInt8] {
        guard count <= left else { throw .corrupt("a row is cut short") }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// Reads an integer that has as few bytes as it needs: seven bits a byte, the lowest first, and the highest bit set in all but the
    /// last (LEB128).
    mutating func varint() throws(JournalError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: UInt64.bitWidth, by: 7) {
            let byte = try integer() as UInt8
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw .corrupt("a number is longer than 64 bits")
    }

    mutating func signedVarint() throws(JournalError) -> Int64 {
        let value = try varint()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// Reads a varint that is the number of elements that follow.
    ///
    /// - Throws: `corrupt` if it is larger than `most`.
    mutating func count(upTo most: Int) throws(JournalError) -> Int {
        guard let count = Int(exactly: try varint()), count <= most else { throw .corrupt("a count is too large") }
        return count
    }

    /// Reads unsigned integers of `width` bits each, the first in the lowest bits of the first byte.
    mutating func packed(_ count: Int, width: Int) throws(JournalError) -> [UInt64] {
        let field = try bytes((count * width + 7) / 8) + [UInt8](repeating: 0, count: 9)
        let mask = width == 0 ? 0 : UInt64.max >> (UInt64.bitWidth - width)
        return field.withUnsafeBytes { field in
            (0..<count).map { index in
                let (byte, shift) = (index * width / 8, index * width % 8)
                let low = UInt64(littleEndian: field.loadUnaligned(fromByteOffset: byte, as: UInt64.self)) >> shift
                return (low | UInt64(field[byte + 8]) << (UInt64.bitWidth - shift)) & mask
            }
        }
    }
}

extension [UInt8] {
    mutating func append(_ integer: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: integer.littleEndian) { append(contentsOf: $0) }
    }

    mutating func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Appends an integer of either sign as a varint: 0, -1, 1, -2 … become 0, 1, 2, 3 … (zigzag).
    mutating func append(signedVarint value: Int64) {
        append(varint: UInt64(bitPattern: value << 1 ^ value >> 63))
    }
}
