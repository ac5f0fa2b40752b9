/// The least of ISO/IEC 15948 that a black and white picture needs: the data are stored, not compressed, so that no
/// library is needed for a few kilobytes.
enum PNG {
    static func file(width: Int, height: Int, rows: [UInt8]) -> [UInt8] {
        let header = bytes(width) + bytes(height) + [1, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", header) + chunk("IDAT", stored(rows)) + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return bytes(data.count) + body + bytes(Int(crc32(body)))
    }

    /// A zlib stream of stored blocks. RFC 1950 and RFC 1951, section 3.2.4.
    private static func stored(_ data: [UInt8]) -> [UInt8] {
        let blocks = stride(from: 0, to: max(data.count, 1), by: 65_535).flatMap { start -> [UInt8] in
            let block = data[start..<min(start + 65_535, data.count)]
            let (low, high) = (UInt8(block.count & 0xFF), UInt8(block.count >> 8))
            let last: UInt8 = start + 65_535 >= data.count ? 1 : 0
            return [last, low, high, ~low, ~high] + block
        }
        return [0x78, 0x01] + blocks + bytes(Int(adler32(data)))
    }

    static func crc32(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(0xFFFF_FFFF) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
    }

    static func adler32(_ data: [UInt8]) -> UInt32 {
        let (a, b) = data.reduce((UInt32(1), UInt32(0))) { sums, byte in
            let a = (sums.0 + UInt32(byte)) % 65_521
            return (a, (sums.1 + a) % 65_521)
        }
        return b << 16 | a
    }

    private static func bytes(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(number >> $0 & 0xFF) }
    }
}
