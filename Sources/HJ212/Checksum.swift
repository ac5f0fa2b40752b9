/// The check code of annex A of HJ 212-2017, which HJ 212-2025 keeps.
///
/// It has the polynomial and the start value of Modbus's CRC, but for each byte it shifts the register first and combines the byte with
/// what is left of it. So the two give different codes: the standard's own packet has 1C80, and Modbus's CRC of it is 0759.
enum Checksum {
    /// The eight rounds of a byte, by the value that the register's 16 bits have before them.
    private static let rounds: [UInt16] = (0...UInt16(255)).map { byte in
        (0..<8).reduce(byte) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xA001 : value >> 1 }
    }

    /// Returns the code of a data segment, without header and length.
    static func of(_ segment: some Sequence<UInt8>) -> UInt16 {
        rounds.withUnsafeBufferPointer { rounds in
            segment.reduce(0xFFFF) { register, byte in
                // After the shift the high byte is 0, so only the low byte takes part in the rounds.
                rounds[Int(UInt8(register >> 8) ^ byte)]
            }
        }
    }

    /// Writes four upper-case digits, the high one first.
    static func text(_ code: UInt16) -> [UInt8] {
        [12, 8, 4, 0].map { hexadecimalDigits[Int(code >> $0 & 0xF)] }
    }

    /// Reads four hexadecimal digits of either case; nil for anything else.
    static func code(_ text: some Collection<UInt8>) -> UInt16? {
        guard text.count == 4 else { return nil }
        var code: UInt16 = 0
        for byte in text {
            guard let digit = byte.hexadecimalValue else { return nil }
            code = code << 4 | UInt16(digit)
        }
        return code
    }
}

let hexadecimalDigits = Array("0123456789ABCDEF".utf8)

extension UInt8 {
    /// The value of a hexadecimal digit in ASCII; nil for any other byte.
    var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}
