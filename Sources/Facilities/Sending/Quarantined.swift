/// A sample, means or an entry that an uplink no longer sends, since its broker or the connection cannot take it even
/// alone. It stays in the journal.
public struct Quarantined: Codable, Hashable, Sendable {
    /// The name of the uplink.
    public var uplink: String
    /// The sequence of the item.
    public var sequence: Int64
    /// The stream of the item.
    public var stream: ItemStream
    /// The size of its message, in bytes.
    public var size: Int
    /// The reason as a word: `tooLarge`, `connectionLost`, or the broker's reason code such as `0x99`.
    public var reason: String
    /// The time at which it was given up.
    public var time: Timestamp

    public init(
        uplink: String, sequence: Int64, stream: ItemStream, size: Int, reason: String, time: Timestamp
    ) {
        (self.uplink, self.sequence, self.stream) = (uplink, sequence, stream)
        (self.size, self.reason, self.time) = (size, reason, time)
    }
}
