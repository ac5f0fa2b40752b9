import Facilities

/// The reason why a link could not be opened.
struct OpeningFailure: Error {
    var reason: Text
}
