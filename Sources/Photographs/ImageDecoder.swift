import CImages
import Facilities

/// The C libraries that decode images.
enum ImageDecoder {
    /// The result of decoding a complete image.
    struct Look {
        /// Whether the file has bytes that a reader skips, or a form that browsers do not show.
        var isDoubtful: Bool
    }

    /// Decodes a complete image, and drops the pixels.
    ///
    /// - Throws: The problem of an image that is damaged or exceeds the bounds.
    static func check(_ bytes: [UInt8], _ type: PhotographType) throws(PhotographProblem) -> Look {
        let result = images_check(format(type), bytes, bytes.count, ImageBounds.limits)
        try throwUnlessWhole(result, type)
        return Look(isDoubtful: result.doubts > 0)
    }

    /// Converts an image to a JPEG.
    ///
    /// - Parameters:
    ///   - side: The greatest length of the longest side, in pixels.
    ///   - quality: The quality of libjpeg, 1 to 100.
    /// - Throws: The problem of an image that is damaged or exceeds the bounds.
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

extension ImageBounds {
    /// The bounds as the C library takes them.
    fileprivate static let limits = images_limits(
        pixels: UInt64(pixels), held_pixels: UInt64(heldPixels),
        progressive_pixels: UInt64(progressivePixels), side: UInt32(side))
}
