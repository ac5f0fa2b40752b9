/// A fact of a page: what it is about, and its value.
struct PageFact: Hashable, Sendable {
    var name, value: String
}
