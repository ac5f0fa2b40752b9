/// A part of the technician's page that is replaced as a whole when it changes.
struct BusPart: Hashable, Sendable {
    /// The name, unique on the page. It stays the same while the configuration does.
    var name: String
    var html: String

    /// The HTML element that the stream sends.
    var element: String { "<div data-part=\"\(name)\">\(html)</div>" }
}
