/// What is remembered of what a command said: keyed hashes, by which its repetition is recognised.
public struct ContentMark: Hashable, Sendable {
    /// The hash of everything. Nil once texts of the entry were erased: who has the journal, and so the key, could try names
    /// against it.
    public var whole: String?
    /// The hash of everything but names and free text, which says no more than the ledger does after an erasure. Nil in journals of
    /// older versions.
    public var outline: String?

    public init(whole: String, outline: String) {
        (self.whole, self.outline) = (whole, outline)
    }

    /// How much a content is known to be that of another command.
    public enum Likeness: Hashable, Sendable {
        case same
        /// All that is left to compare is the same.
        case sameButForPeople
        case other
        /// Nothing is left to compare.
        case unknown
    }

    /// Compares the content of a command that comes in with that of an earlier one.
    public func likeness(to earlier: ContentMark) -> Likeness {
        if let before = earlier.whole { return before == whole ? .same : .other }
        guard let before = earlier.outline else { return .unknown }
        return before == outline ? .sameButForPeople : .other
    }
}

/// As it is stored: the one hash, a slash, and the other.
extension ContentMark {
    var text: String {
        guard let outline else { return whole ?? "" }
        return "\(whole ?? "")/\(outline)"
    }

    init(stored text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        whole = parts.first.flatMap { $0.isEmpty ? nil : $0 }
        outline = parts.count == 2 ? parts[1] : nil
    }

    /// What is left of it after an erasure.
    var erased: ContentMark {
        var mark = self
        mark.whole = nil
        return mark
    }

    /// The id of an answer to a command without an id, after the hash that was its id was erased. No sender can give such an id.
    var erasedID: String { "/\(outline ?? "")" }
}
