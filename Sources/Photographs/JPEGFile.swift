import Facilities
import Glibc

/// The segments of a JPEG file (ITU-T T.81, annex B).
enum JPEGFile {
    private static let start: UInt8 = 0xD8
    private static let end: UInt8 = 0xD9
    private static let scan: UInt8 = 0xDA
    private static let exif = Array("Exif\0\0".utf8)

    /// Removes everything that does not decode the image: what stays are quantisation, Huffman and restart tables,
    /// frame, scans, the JFIF segment without its thumbnail, Adobe's colour transform, the colour profile, and the
    /// orientation.
    ///
    /// - Throws: `damaged` where the segments cannot be read.
    static func stripped(_ bytes: [UInt8]) throws(PhotographProblem) -> StrippedImage {
        var (image, body) = (StrippedImage(bytes: []), [UInt8]())
        body.reserveCapacity(bytes.count)
        var place = 2
        while true {
            let marker = try nextMarker(bytes, &place)
            if marker == end { break }
            guard marker != start else { throw .damaged(.jpeg) }
            // Parameterless ones outside of a scan mean nothing.
            if (0xD0...0xD7).contains(marker) || marker == 0x01 { continue }
            let segment = try segment(bytes, place)
            place = segment.endIndex
            keep(marker, Array(segment.dropFirst(2)), in: &image, &body)
            guard marker == scan else { continue }
            let data = scanData(bytes, from: place)
            body += data
            place = data.endIndex
        }
        image.bytes = with(
            orientation: image.orientation, profile: image.profile, in: [0xFF, start] + body + [0xFF, end])
        return image
    }

    /// Returns a JPEG with an EXIF segment for its orientation, unless that is 1, and with a colour profile, behind its
    /// JFIF segment.
    static func with(orientation: UInt8, profile: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var own = profile
        if orientation != 1 { own = segment(0xE1, exif + Orientation.tiff(orientation)) + profile }
        guard !own.isEmpty else { return bytes }
        let hasJFIF = bytes.has("JFIF", at: 6)
        let place = hasJFIF ? 4 + bytes.bigEndian16(at: 4) : 2
        return Array(bytes[..<place]) + own + Array(bytes[place...])
    }

    // MARK: Reading

    /// Returns the next marker; fill bytes and bytes before it are skipped.
    private static func nextMarker(_ bytes: [UInt8], _ place: inout Int) throws(PhotographProblem) -> UInt8 {
        while place + 1 < bytes.count {
            let (byte, next) = (bytes[place], bytes[place + 1])
            place += 1
            guard byte == 0xFF, next != 0, next != 0xFF else { continue }
            place += 1
            return next
        }
        throw .damaged(.jpeg)
    }

    /// Returns a segment from its length on.
    private static func segment(_ bytes: [UInt8], _ place: Int) throws(PhotographProblem) -> ArraySlice<UInt8> {
        guard place + 2 <= bytes.count else { throw .damaged(.jpeg) }
        let length = bytes.bigEndian16(at: place)
        guard length >= 2, place + length <= bytes.count else { throw .damaged(.jpeg) }
        return bytes[place..<place + length]
    }

    /// Returns the coded data of a scan, up to the next marker that does not belong to it.
    private static func scanData(_ bytes: [UInt8], from start: Int) -> ArraySlice<UInt8> {
        var place = start
        while let mark = bytes.firstFF(from: place), mark + 1 < bytes.count {
            let next = bytes[mark + 1]
            // Fill bytes, stuffing and restarts belong to it.
            if next != 0, !(0xD0...0xD7).contains(next) { return bytes[start..<mark] }
            place = mark + 1
        }
        return bytes[start...]
    }

    // MARK: Keeping

    private static func keep(_ marker: UInt8, _ content: [UInt8], in image: inout StrippedImage, _ body: inout [UInt8])
    {
        switch marker {
        // Tables, frames, scans, restart interval, number of lines.
        case 0xC0...0xCF where marker != 0xC8, scan, 0xDB, 0xDC, 0xDD: body += segment(marker, content)
        case 0xE0 where content.has("JFIF\0", at: 0) && content.count >= 14:
            // Without the thumbnail, whose width and height are the last two bytes.
            if body.isEmpty { body += segment(marker, Array(content[..<12]) + [0, 0]) }
        case 0xE1 where content.starts(with: exif) && image.orientation == 1:
            image.orientation = Orientation.read(Array(content[exif.count...]))
        case 0xE2 where isProfile(content, isFirst: image.profile.isEmpty): image.profile += segment(marker, content)
        case 0xEE where content.has("Adobe", at: 0) && content.count >= 12:
            body += segment(marker, Array(content[..<12]))
        default: break
        }
    }

    /// Whether a segment is a part of a colour profile (ICC.1, annex B.4): the first part has the signature of profiles.
    private static func isProfile(_ content: [UInt8], isFirst: Bool) -> Bool {
        guard content.has("ICC_PROFILE\0", at: 0), content.count > 14 else { return false }
        return !isFirst || content.has("acsp", at: 14 + 36)
    }

    private static func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
        let length = content.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + content
    }
}

extension [UInt8] {
    /// Returns the place of the next 0xFF; nil where there is none. A photograph has millions of bytes, which the C
    /// library searches.
    fileprivate func firstFF(from start: Int) -> Int? {
        withUnsafeBytes { all in
            guard start < all.count, let base = all.baseAddress else { return nil }
            return memchr(base + start, 0xFF, all.count - start).map { UnsafeRawPointer($0) - base }
        }
    }
}
