public import Facilities

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
struct EpochJump: Hashable, Sendable {
    /// The newest sequence before.
    var last: Int64
    /// The sequence of its entry.
    var entry: Int64
}

/// Another gateway that publishes under our id.
public struct OtherGateway: Codable, Hashable, Sendable {
    /// The `instance` of its newest state; nil for one of a version without it.
    public var instance: String?
    /// The times at which a state of it came first and last.
    public var since: Timestamp
    public var last: Timestamp

    public var text: Text {
        Text(
            zh: "有另一台网关用相同的 id 发布（instance \(instance ?? "未知")，最近 \(last)）："
                + "请关闭其中一台，或修改其 gateway: id",
            en: "another gateway published with the same id (instance \(instance ?? "unknown"), last at \(last)): "
                + "stop one of the two, or change its gateway: id")
    }
}
