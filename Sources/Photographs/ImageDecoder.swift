import CImages
import Facilities

/// The largest images that are decoded, by what their headers say.
public enum ImageBounds {
    /// The pixels of a JPEG, which is decoded row by row: 64 million.
    public static let pixels = 64_000_000
    /// The pixels of a PNG and a WebP, which may be held in memory whole, with 4 bytes a pixel: 24 million.
    public static let heldPixels = 24_000_000
    /// The pixels of a progressive JPEG, of which up to 6 bytes a pixel are held in memory: 16 million.
    public static let progressivePixels = 16_000_000
    /// The pixels along a side.
    public static let side = 30_000

    fileprivate static let limits = images_limits(
        pixels: UInt64(pixels), held_pixels: UInt64(heldPixels),
        progressive_pixels: UInt64(progressivePixels), side: UInt32(side))
}

/// The C libraries that decode images, as values in and values out.
enum ImageDecoder {
    /// The result of decoding an image that is whole.
    struct Look {
        /// Whether the file has bytes that a reader skips, or a form that browsers do not show.
        var isDoubtful: Bool
    }

    /// Decodes an image whole, and keeps nothing of it.
    static func check(_ bytes: [UInt8], _ type: PhotographType) throws(PhotographProblem) -> Look {
        let result = images_check(format(type), bytes, bytes.count, ImageBounds.limits)
        try throwUnlessWhole(result, type)
        return Look(isDoubtful: result.doubts > 0)
    }

    /// Writes an image as a JPEG.
    ///
    /// - Parameters:
    ///   - side: the longest that the longest side may be.
    ///   - quality: the quality of libjpeg, 1 to 100.
    static func shrink(
        _ bytes: [UInt8], _ type: PhotographType, side: UInt32, quality: Int32
    ) throws(PhotographProblem) -> [UInt8] {
        let result = images_shrink(format(type), bytes, bytes.count, ImageBounds.limits, side, quality)
        defer { images_free(result.bytes) }
        try throwUnlessWhole(result, type)
        return [UInt8](UnsafeBufferPointer(start: result.bytes, count: result.count))
    }

    private static func format(_ type: PhotographType) -> images_format {
        switch type {
        case .jpeg: IMAGES_JPEG
        case .png: IMAGES_PNG
        case .webp: IMAGES_WEBP
        }
    }

    private static func throwUnlessWhole(
        _ result: images_result, _ type: PhotographType
    ) throws(PhotographProblem) {
        switch result.outcome {
        case IMAGES_WHOLE: return
        case IMAGES_TOO_LARGE: throw .tooManyPixels(type, width: Int(result.width), height: Int(result.height))
        case IMAGES_ANIMATED: throw .animated
        case IMAGES_NO_MEMORY: throw .noMemory
        default: throw .damaged(type)
        }
    }
}
