/// Whether the broker of an uplink retains a message of this gateway under a topic, as far as the gateway knows.
public struct RetainedTopic: Hashable, Sendable {
    public var uplink: String
    public var topic: String
    public var isRetained: Bool

    public init(uplink: String, topic: String, isRetained: Bool) {
        (self.uplink, self.topic, self.isRetained) = (uplink, topic, isRetained)
    }
}
