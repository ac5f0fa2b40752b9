/// The orientation tag of EXIF (CIPA DC-008, tag 0x0112), the only tag that stays in a photograph.
enum Orientation {
    private static let tag = 0x0112

    /// Returns the orientation in a TIFF structure; 1, upright, where it has none.
    static func read(_ tiff: [UInt8]) -> UInt8 {
        let isLittle = tiff.starts(with: [0x49, 0x49, 0x2A, 0])
        guard isLittle || tiff.starts(with: [0x4D, 0x4D, 0, 0x2A]), tiff.count >= 8 else { return 1 }
        let short = { (place: Int) in isLittle ? tiff.littleEndian16(at: place) : tiff.bigEndian16(at: place) }
        let directory = isLittle ? tiff.littleEndian32(at: 4) : tiff.bigEndian32(at: 4)
        guard directory + 2 <= tiff.count else { return 1 }
        for entry in 0..<short(directory) {
            let place = directory + 2 + 12 * entry
            guard place + 12 <= tiff.count else { return 1 }
            guard short(place) == tag else { continue }
            // A SHORT stands in the first two bytes of the value.
            guard short(place + 2) == 3, let value = UInt8(exactly: short(place + 8)), (1...8).contains(value)
            else { return 1 }
            return value
        }
        return 1
    }

    /// Returns a TIFF structure with an orientation and nothing else.
    static func tiff(_ orientation: UInt8) -> [UInt8] {
        [
            0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8,  // the byte order, and where the directory is
            0, 1,  // one entry
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
            0, 0, 0, 0,  // no other directory
        ]
    }
}
