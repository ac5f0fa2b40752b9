/// The encodings that the client and the server share (MODBUS Application Protocol V1.1b3, section 6).
package enum PDU {
    /// Returns bits, given as words of 0 and 1, packed into bytes: the first bit is the lowest one of the first byte.
    package static func packed(_ bits: [UInt16]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (index, bit) in bits.enumerated() where bit != 0 { bytes[index / 8] |= 1 << (index % 8) }
        return bytes
    }

    /// Returns the CRC of a frame (MODBUS over Serial Line V1.02, section 6.2.2), which is sent low byte first.
    package static func crc(_ bytes: some Sequence<UInt8>) -> UInt16 {
        var crc: UInt16 = 0xFFFF
        for byte in bytes {
            crc ^= UInt16(byte)
            for _ in 0..<8 {
                let isOdd = crc & 1 == 1
                crc >>= 1
                if isOdd { crc ^= 0xA001 }
            }
        }
        return crc
    }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// Returns the byte at an offset from the first one.
    package func byte(at offset: Int) -> UInt8 { self[startIndex + offset] }

    /// Returns the big-endian word at an offset from the first byte.
    package func word(at offset: Int) -> UInt16 { UInt16(byte(at: offset)) << 8 | UInt16(byte(at: offset + 1)) }
}

extension UInt16 {
    /// The two bytes, the higher one first.
    package var bytes: [UInt8] { [UInt8(self >> 8), UInt8(self & 0xFF)] }
}
