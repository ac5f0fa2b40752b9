/// The chunk of a PNG that says how large it is printed. ISO/IEC 15948, section 11.3.5.3: cairo writes none.
struct PNGResolution {
    var dotsPerMetre: Double

    /// Adds it behind the header, which is always the first chunk and 33 bytes from the beginning.
    func added(to png: [UInt8]) -> [UInt8] {
        png.prefix(33) + chunk + png.dropFirst(33)
    }

    private var chunk: [UInt8] {
        let count = UInt32(dotsPerMetre.rounded())
        let body = Array("pHYs".utf8) + count.bytes + count.bytes + [1]
        return UInt32(9).bytes + body + Self.crc32(body).bytes
    }

    private static func crc32(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(0xFFFF_FFFF) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
    }
}

extension UInt32 {
    fileprivate var bytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}
