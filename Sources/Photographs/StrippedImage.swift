/// A file without its metadata, and the metadata that a conversion preserves.
struct StrippedImage: Hashable, Sendable {
    var bytes: [UInt8]
    /// The orientation by EXIF: 1 is upright.
    var orientation: UInt8 = 1
    /// The segments of a JPEG's colour profile; empty for none.
    var profile: [UInt8] = []
}
