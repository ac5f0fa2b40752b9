import Facilities

extension PhotographType {
    /// The name that people use for the format.
    var name: String {
        switch self {
        case .jpeg: "JPEG"
        case .png: "PNG"
        case .webp: "WebP"
        }
    }

    /// Removes the metadata of a file, and the bytes behind its end.
    ///
    /// - Throws: `damaged` or `animated`.
    func stripped(_ bytes: [UInt8]) throws(PhotographProblem) -> StrippedImage {
        switch self {
        case .jpeg: try JPEGFile.stripped(bytes)
        case .png: try PNGFile.stripped(bytes)
        case .webp: try WebPFile.stripped(bytes)
        }
    }
}
