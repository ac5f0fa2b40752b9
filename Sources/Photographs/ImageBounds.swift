/// The bounds of images that are decoded, by their headers.
public enum ImageBounds {
    /// The pixels of a JPEG, which is decoded row by row: 64 million.
    public static let pixels = 64_000_000
    /// The pixels of a PNG and a WebP, which may be held in memory whole, with 4 bytes a pixel: 24 million.
    public static let heldPixels = 24_000_000
    /// The pixels of a progressive JPEG, of which up to 6 bytes a pixel are held in memory: 16 million.
    public static let progressivePixels = 16_000_000
    /// The pixels along a side.
    public static let side = 30_000
}
