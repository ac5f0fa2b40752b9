/// The fact that a person did something, and when. The record contains the person's name, where it can be erased.
public struct Sign: Codable, Hashable, Sendable {
    /// The time of the record.
    public var at: Timestamp

    public init(at: Timestamp) {
        self.at = at
    }
}
