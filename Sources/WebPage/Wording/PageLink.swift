/// A link of a page: an address, and the words that lead there.
struct PageLink: Hashable, Sendable {
    var url, title: String
}
