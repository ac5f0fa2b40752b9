import Facilities

/// A count that is also a filter.
struct OverviewChoice: Hashable {
    /// The address of the filtered list; nil if it would be empty.
    var url: String?
    var isChosen: Bool
    /// The mark before the text; nil for none.
    var mark: String?
    var text: String
}

extension Light {
    /// The lights in the order of the counts, worst first.
    static let worstFirst: [Light] = [.red, .yellow, .grey, .green]
}
