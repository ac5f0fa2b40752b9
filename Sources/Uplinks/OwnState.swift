/// The progress of a connection in checking the gateway's own state at the broker. Until the broker's earlier state is
/// known, nothing is published.
struct OwnState {
    /// Whether the gateway's own message has come back. A later message of another instance was published at the same
    /// time as ours.
    var hasComeBack = false
    /// Whether the wait is over: the broker's earlier state has come, the subscription was refused, or the time has
    /// passed.
    var isSettled = false
    /// Whether state, statuses and the journal are being sent.
    var hasBegun = false
}

/// An epoch that begins because the broker's state is not from this journal.
public struct EpochJump: Hashable, Sendable {
    /// The newest sequence before the epoch.
    public var last: Int64
    /// The sequence of the entry that begins the epoch.
    public var entry: Int64

    /// Creates an epoch that begins behind `last` with the entry `entry`.
    public init(last: Int64, entry: Int64) {
        (self.last, self.entry) = (last, entry)
    }
}
