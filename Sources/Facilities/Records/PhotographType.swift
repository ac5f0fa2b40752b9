/// A format in which a photograph is stored.
public enum PhotographType: String, Hashable, Sendable, CaseIterable {
    case jpeg, png, webp

    /// The ending of its files.
    public var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

    /// Its media type (RFC 2046), for a `Content-Type`.
    public var mediaType: String { "image/\(rawValue)" }
}
