import Hummingbird

/// The name of a header line. Hummingbird exports the type of the lines, but not that of their names.
typealias HeaderName = HTTPFields.Element.Name

extension HeaderName {
    static let forwardedFor = HeaderName("X-Forwarded-For")!
    static let forwardedProto = HeaderName("X-Forwarded-Proto")!
    static let forwardedHost = HeaderName("X-Forwarded-Host")!
}
