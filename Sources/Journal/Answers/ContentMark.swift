/// Keyed hashes of the content of a command, with which its repetition is recognised.
public struct ContentMark: Hashable, Sendable {
    /// The hash of the whole content. Nil once texts of the entry were erased, since a person with the journal, and so the key, could try
    /// names with it.
    public var whole: String?
    /// The hash of the content without names and free text, which reveals no more than the ledger after an erasure. Nil in journals of
    /// older versions.
    public var outline: String?

    /// Creates the mark of a content with both hashes.
    public init(whole: String, outline: String) {
        (self.whole, self.outline) = (whole, outline)
    }

    /// The result of a comparison of two contents.
    public enum Likeness: Hashable, Sendable {
        /// The contents are the same.
        case same
        /// The contents without names and free text are the same; the rest was erased.
        case sameButForPeople
        /// The contents differ.
        case other
        /// There is no hash left to compare.
        case unknown
    }

    /// Compares the content of a new command with that of an earlier one.
    public func likeness(to earlier: ContentMark) -> Likeness {
        if let before = earlier.whole { return before == whole ? .same : .other }
        guard let before = earlier.outline else { return .unknown }
        return before == outline ? .sameButForPeople : .other
    }
}

/// The stored form: the whole hash, a slash, and the hash of the outline.
extension ContentMark {
    var text: String {
        guard let outline else { return whole ?? "" }
        return "\(whole ?? "")/\(outline)"
    }

    init(stored text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if let first = parts.first, !first.isEmpty { whole = first }
        if parts.count == 2 { outline = parts[1] }
    }

    /// The mark after an erasure.
    var erased: ContentMark {
        var mark = self
        mark.whole = nil
        return mark
    }

    /// The id of the answer to a command without an id, after the hash that was its id was erased. No sender can choose such an id.
    var erasedID: String { "/\(outline ?? "")" }
}
