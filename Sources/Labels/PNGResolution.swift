/// The chunk of a PNG with its printed size. ISO/IEC 15948, section 11.3.5.3: cairo writes none.
struct PNGResolution {
    var dotsPerMetre: Double

    /// Returns the picture with the chunk after the header, which is always the first chunk and ends 33 bytes from the
    /// begin.
    func added(to png: [UInt8]) -> [UInt8] {
        png.prefix(33) + chunk + png.dropFirst(33)
    }

    private var chunk: [UInt8] {
        let count = UInt32(dotsPerMetre.rounded())
        let body = Array("pHYs".utf8) + count.bytes + count.bytes + [1]
        return UInt32(9).bytes + body + Self.crc32(body).bytes
    }

    private static func crc32(_ data: [UInt8]) -> UInt32 {
        var remainder = UInt32.max
        for byte in data {
            remainder ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = remainder & 1 == 1
                remainder >>= 1
                if isOdd { remainder ^= 0xEDB8_8320 }
            }
        }
        return ~remainder
    }
}

extension UInt32 {
    fileprivate var bytes: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}
