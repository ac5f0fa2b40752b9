/// Whether the broker of an uplink retains a message of this gateway under a topic, as far as the gateway knows.
public struct RetainedTopic: Hashable, Sendable {
    /// The name of the uplink.
    public var uplink: String
    /// The topic, with the prefix of the gateway.
    public var topic: String
    /// Whether the broker retains a message there.
    public var isRetained: Bool

    public init(uplink: String, topic: String, isRetained: Bool) {
        (self.uplink, self.topic, self.isRetained) = (uplink, topic, isRetained)
    }
}
