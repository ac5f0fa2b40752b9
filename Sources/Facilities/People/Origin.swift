/// The door by which an entry came in, and its sender's id.
public struct Origin: Hashable, Sendable {
    /// `page`, `local`, or the name of the uplink.
    public var from: String
    /// The id from its sender, who can ask for the result by it; nil where there is none.
    public var id: String?
    /// The role of the person whose PIN was right; nil where nobody gave a PIN, so that `by` is unproven.
    public var role: Operator.Role?

    public init(from: String, id: String? = nil, role: Operator.Role? = nil) {
        self.from = from
        self.id = id
        self.role = role
    }

    /// Whether a text can be an id: 1 to 64 of the characters `0-9`, `A-Z`, `a-z`, `.`, `_`, `:` and `-`.
    public static func isID(_ text: String) -> Bool {
        1...64 ~= text.utf8.count
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._:-".contains($0)) }
    }
}
