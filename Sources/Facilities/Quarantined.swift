/// A sample, means or an entry that an uplink does not send any more, since its broker or the connection cannot take it even alone. It
/// stays in the journal.
public struct Quarantined: Codable, Hashable, Sendable {
    public var uplink: String
    public var sequence: Int64
    public var stream: ItemStream
    /// Bytes of its message.
    public var size: Int
    /// What speaks against it, as a word: `tooLarge`, `connectionLost`, or the broker's reason code such as `0x99`.
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
