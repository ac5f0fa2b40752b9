import Facilities

/// The chunks of a WebP file (RFC 9649).
enum WebPFile {
    private static let alpha: UInt8 = 0x10
    private static let exif: UInt8 = 0x08
    private static let animation: UInt8 = 0x02

    private struct Parts {
        /// The payload of the header of an extended file.
        var header: [UInt8]?
        /// The chunk of transparency.
        var alpha: [UInt8] = []
        /// The chunk of the image itself.
        var image: [UInt8] = []
        var orientation: UInt8 = 1
    }

    /// Removes everything but the image, its transparency and the orientation.
    ///
    /// - Throws: `damaged` or `animated`.
    static func stripped(_ bytes: [UInt8]) throws(PhotographProblem) -> StrippedImage {
        let parts = try parts(bytes)
        guard !parts.image.isEmpty else { throw .damaged(.webp) }
        let chunks = try chunks(parts)
        let file = Array("RIFF".utf8) + number(4 + chunks.count) + Array("WEBP".utf8) + chunks
        return StrippedImage(bytes: file, orientation: parts.orientation)
    }

    private static func parts(_ bytes: [UInt8]) throws(PhotographProblem) -> Parts {
        guard bytes.count >= 12 else { throw .damaged(.webp) }
        let end = 8 + bytes.littleEndian32(at: 4)
        guard end <= bytes.count else { throw .damaged(.webp) }
        var (parts, place) = (Parts(), 12)
        while place + 8 <= end {
            let length = bytes.littleEndian32(at: place + 4)
            guard length <= end - place - 8 else { throw .damaged(.webp) }
            let name = String(decoding: bytes[place..<place + 4], as: UTF8.self)
            try take(name, Array(bytes[place + 8..<place + 8 + length]), into: &parts)
            place += 8 + length + length % 2
        }
        return parts
    }

    private static func take(_ name: String, _ content: [UInt8], into parts: inout Parts) throws(PhotographProblem) {
        switch name {
        case "VP8X" where content.count >= 10 && parts.header == nil:
            guard content[0] & animation == 0 else { throw .animated }
            parts.header = Array(content[..<10])
        case "ANIM", "ANMF": throw .animated
        case "ALPH" where parts.alpha.isEmpty: parts.alpha = chunk(name, content)
        case "VP8 " where parts.image.isEmpty, "VP8L" where parts.image.isEmpty: parts.image = chunk(name, content)
        case "EXIF":
            let prefix = content.has("Exif\0\0", at: 0) ? 6 : 0
            parts.orientation = Orientation.read(Array(content[prefix...]))
        default: break
        }
    }

    /// Returns the chunks of the file: it is an extended one only with transparency beside the image, or with an
    /// orientation.
    private static func chunks(_ parts: Parts) throws(PhotographProblem) -> [UInt8] {
        guard let header = parts.header, !parts.alpha.isEmpty || parts.orientation != 1 else { return parts.image }
        var (flags, metadata) = (header[0] & alpha, [UInt8]())
        if parts.orientation != 1 {
            flags |= exif
            metadata = chunk("EXIF", Orientation.tiff(parts.orientation))
        }
        return chunk("VP8X", [flags, 0, 0, 0] + header[4...]) + parts.alpha + parts.image + metadata
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + number(content.count) + content + (content.count % 2 == 1 ? [0] : [])
    }

    private static func number(_ value: Int) -> [UInt8] {
        [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
