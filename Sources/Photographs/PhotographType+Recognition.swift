import Facilities

extension PhotographType {
    /// Returns the format of a file, by its first bytes.
    ///
    /// - Throws: `otherContent` for any other content, as far as it is recognised.
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

    /// Whether the first brand is one of these; a film may have such a brand among the others.
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

    /// Returns the kind of markup, which may begin with a mark of its encoding, and with spaces.
    private static func markup(_ bytes: [UInt8]) -> PhotographProblem.Content {
        let text = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
        let first = text.first { !$0.isWhitespace && $0 != "\u{FEFF}" }
        guard first == "<" else { return .unknown }
        return text.contains("<svg") ? .svg : .html
    }
}
