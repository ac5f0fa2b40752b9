/// A photograph as a browser receives it.
public struct StoredPhotograph: Hashable, Sendable {
    /// The encoded image.
    public var bytes: [UInt8]
    /// The media type of the image: `image/jpeg`.
    public var type: String
    /// Whether it came from the public. Such photographs are shown only to people who answer complaints.
    public var isPublic: Bool

    public init(bytes: [UInt8], type: String, isPublic: Bool) {
        (self.bytes, self.type, self.isPublic) = (bytes, type, isPublic)
    }
}
