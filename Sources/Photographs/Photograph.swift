public import Facilities

/// A photograph as it is stored: an image in one of three formats, without metadata, of at most `mostKept` bytes.
public struct Photograph: Hashable, Sendable {
    /// The file.
    public let bytes: [UInt8]
    /// The format of the file.
    public let type: PhotographType

    /// The name of the photograph: the hash of its bytes.
    public var id: PhotographID { PhotographID(of: bytes) }

    /// The largest file that is accepted: 20 MB.
    public static let mostTaken = 20_000_000
    /// The largest file that is stored: 5 MB. A larger one is made smaller.
    public static let mostKept = 5_000_000

    init(_ bytes: [UInt8], _ type: PhotographType) {
        (self.bytes, self.type) = (bytes, type)
    }

    /// Accepts a file by its content, whatever its name or its declared type is.
    ///
    /// The image is decoded completely, within `ImageBounds`. Metadata and bytes behind the image's end are removed;
    /// only the orientation and a JPEG's colour profile stay. A file of more than `mostKept` bytes, or one with bytes
    /// that a reader skips, is converted to a JPEG whose longest side is at most 2,560 pixels. Any other has the same
    /// pixels as before.
    ///
    /// - Throws: The problem of a file that is not accepted, with a sentence for its sender.
    public static func accept(_ bytes: [UInt8]) throws(PhotographProblem) -> Photograph {
        guard bytes.count <= mostTaken else { throw .tooManyBytes(bytes.count) }
        let type = try PhotographType.of(bytes)
        let stripped = try type.stripped(bytes)
        let look = try ImageDecoder.check(stripped.bytes, type)
        if stripped.bytes.count <= mostKept, !look.isDoubtful { return Photograph(stripped.bytes, type) }
        return try stripped.shrunk(type)
    }
}

extension StrippedImage {
    /// The longest side and the quality of each attempt. The last one is small enough for any image.
    private static let attempts: [(side: UInt32, quality: Int32)] = [(2560, 80), (2560, 60), (1920, 50), (1280, 40)]

    /// Returns the image as a JPEG that is small enough, with its orientation and its colour profile.
    fileprivate func shrunk(_ type: PhotographType) throws(PhotographProblem) -> Photograph {
        for attempt in Self.attempts {
            let pixels = try ImageDecoder.shrink(bytes, type, side: attempt.side, quality: attempt.quality)
            let file = JPEGFile.with(orientation: orientation, profile: profile, in: pixels)
            if file.count <= Photograph.mostKept { return Photograph(file, .jpeg) }
        }
        throw .damaged(type)
    }
}
