import Facilities

extension PhotographType {
    /// Returns the format that the first bytes of a file show.
    ///
    /// - Throws: for any other content, with what it is as far as that can be seen.
    static func of(_ bytes: [UInt8]) throws(PhotographProblem) -> PhotographType {
        guard !bytes.isEmpty else { throw .empty }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: PNGFile.signature) { return .png }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.has("WEBP", at: 8) { return .webp }
        if bytes.has("ftyp", at: 4) { throw isHEIF(bytes) ? .heif : .otherContent(.video) }
        throw .otherContent(content(of: bytes))
    }

    /// The brands of HEIC, HEIF and AVIF files (ISO/IEC 23008-12, annex B).
    private static let brands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"]

    /// A film may have such a brand among the others, so that the first one decides.
    private static func isHEIF(_ bytes: [UInt8]) -> Bool {
        brands.contains { bytes.has($0, at: 8) }
    }

    private static func content(of bytes: [UInt8]) -> PhotographProblem.Content {
        if bytes.has("GIF8", at: 0) { return .gif }
        if bytes.has("%PDF", at: 0) { return .pdf }
        if bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) || bytes.has("MZ", at: 0) || bytes.has("#!", at: 0) {
            return .program
        }
        if bytes.starts(with: [0x49, 0x49, 0x2A, 0]) || bytes.starts(with: [0x4D, 0x4D, 0, 0x2A]) { return .tiff }
        if bytes.has("BM", at: 0) { return .bitmap }
        return markup(bytes)
    }

    /// Markup may begin with a mark of its encoding, and with spaces.
    private static func markup(_ bytes: [UInt8]) -> PhotographProblem.Content {
        let text = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
        let first = text.first { !$0.isWhitespace && $0 != "\u{FEFF}" }
        guard first == "<" else { return .unknown }
        return text.contains("<svg") ? .svg : .html
    }
}

extension [UInt8] {
    /// Whether a word in ASCII stands at a place.
    func has(_ word: String, at start: Int) -> Bool {
        let word = Array(word.utf8)
        guard start >= 0, count - start >= word.count else { return false }
        return self[start..<start + word.count].elementsEqual(word)
    }

    /// A number of two or four bytes, the most significant first, or last. Its bytes must be there.
    func bigEndian16(at place: Int) -> Int { Int(self[place]) << 8 | Int(self[place + 1]) }

    func bigEndian32(at place: Int) -> Int { bigEndian16(at: place) << 16 | bigEndian16(at: place + 2) }

    func littleEndian16(at place: Int) -> Int { Int(self[place]) | Int(self[place + 1]) << 8 }

    func littleEndian32(at place: Int) -> Int { littleEndian16(at: place) | littleEndian16(at: place + 2) << 16 }
}
