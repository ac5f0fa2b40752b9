import Facilities

/// The chunks of a PNG file (ISO/IEC 15948).
enum PNGFile {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The chunks that decode the image and define its colours. Texts, times, EXIF, profiles and the frames of an
    /// animation are removed.
    private static let kept: Set = ["IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "pHYs", "IDAT", "IEND"]

    /// Removes everything that does not decode the image, except the orientation.
    ///
    /// - Throws: `damaged` where the chunks cannot be read.
    static func stripped(_ bytes: [UInt8]) throws(PhotographProblem) -> StrippedImage {
        var (image, body) = (StrippedImage(bytes: []), [UInt8]())
        body.reserveCapacity(bytes.count)
        var (place, name) = (signature.count, "")
        while name != "IEND" {
            guard place + 12 <= bytes.count else { throw .damaged(.png) }
            let length = bytes.bigEndian32(at: place)
            guard length <= bytes.count - place - 12 else { throw .damaged(.png) }
            name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            let chunk = bytes[place..<place + 12 + length]
            if kept.contains(name) { body += chunk }
            if name == "eXIf" { image.orientation = Orientation.read(Array(chunk.dropFirst(8).dropLast(4))) }
            place = chunk.endIndex
        }
        image.bytes = signature + with(image.orientation, in: body)
        return image
    }

    /// Returns the chunks with one for the orientation behind the first, unless that is 1.
    private static func with(_ orientation: UInt8, in chunks: [UInt8]) -> [UInt8] {
        // The header has 13 bytes; a file whose first chunk is another one is not decoded.
        guard orientation != 1, chunks.count >= 25 else { return chunks }
        return Array(chunks[..<25]) + chunk("eXIf", Orientation.tiff(orientation)) + Array(chunks[25...])
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + content
        return number(UInt32(content.count)) + body + number(check(body))
    }

    private static func number(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// Returns the check value of a chunk: CRC-32 (ISO 3309).
    private static func check(_ bytes: [UInt8]) -> UInt32 {
        var remainder = UInt32.max
        for byte in bytes {
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
