/// How far a connection has got with our own state at the broker: before what the broker had is known, nothing is published.
struct OwnState {
    /// Whether our own state has come back: what comes later from another instance was published beside us.
    var hasComeBack = false
    /// Whether nothing more is waited for: what the broker had has come, the subscription was refused, or the time is over.
    var isSettled = false
    /// Whether state, statuses and the journal are being sent.
    var hasBegun = false
}

/// An epoch that begins because the broker's state is not from this journal.
public struct EpochJump: Hashable, Sendable {
    /// The newest sequence before.
    public var last: Int64
    /// The sequence of its entry.
    public var entry: Int64

    public init(last: Int64, entry: Int64) {
        (self.last, self.entry) = (last, entry)
    }
}
