/// What a client asks of a server.
public enum ModbusRequest: Hashable, Sendable {
    case read(unit: UInt8, table: RegisterTable, address: UInt16, count: Int)
    /// Coils as words of 0 and 1.
    case write(unit: UInt8, table: RegisterTable, address: UInt16, values: [UInt16])
}

/// What both sides need to make requests and answers. MODBUS Application Protocol V1.1b3, section 6.
package enum PDU {
    /// Bits, given as words of 0 and 1, eight to a byte.
    package static func packed(_ bits: [UInt16]) -> [UInt8] {
        stride(from: 0, to: bits.count, by: 8).map { start in
            (start..<min(start + 8, bits.count)).reduce(0) { byte, i in byte | (bits[i] == 0 ? 0 : 1 << (i - start)) }
        }
    }

    /// MODBUS over Serial Line V1.02, section 6.2.2; sent low byte first.
    package static func crc(_ bytes: some Sequence<UInt8>) -> UInt16 {
        bytes.reduce(0xFFFF) { crc, byte in
            (0..<8).reduce(crc ^ UInt16(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xA001 : crc >> 1 }
        }
    }
}

extension [UInt8] {
    package func word(at index: Int) -> UInt16 {
        UInt16(self[index]) << 8 | UInt16(self[index + 1])
    }
}

extension ModbusException: Error {}
