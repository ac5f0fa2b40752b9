import Facilities

extension PhotographType {
    /// The name that people know it by.
    var name: String {
        switch self {
        case .jpeg: "JPEG"
        case .png: "PNG"
        case .webp: "WebP"
        }
    }

    /// Removes the metadata of a file, and what stands behind its end.
    func stripped(_ bytes: [UInt8]) throws(PhotographProblem) -> StrippedImage {
        switch self {
        case .jpeg: try JPEGFile.stripped(bytes)
        case .png: try PNGFile.stripped(bytes)
        case .webp: try WebPFile.stripped(bytes)
        }
    }
}

/// A file without its metadata, and what is to survive if it is written again.
struct StrippedImage: Hashable, Sendable {
    var bytes: [UInt8]
    /// As EXIF numbers it: 1 is upright.
    var orientation: UInt8 = 1
    /// The segments of a JPEG's colour profile; empty for none.
    var profile: [UInt8] = []
}
