/// What is wrong with one field of a record, and what would be right.
public struct RecordProblem: Codable, Hashable, Sendable, Error {
    /// As the record names it: `mass`, or `at`.
    public var field: String
    public var text: Text

    public init(_ field: String, _ text: Text) {
        self.field = field
        self.text = text
    }
}
