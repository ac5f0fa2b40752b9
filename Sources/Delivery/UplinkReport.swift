public import Facilities

/// How it goes with an uplink.
public struct UplinkReport: Codable, Hashable, Sendable {
    /// What the other side refuses while it takes the rest.
    public struct Refused: Codable, Hashable, Sendable {
        /// The topic, or what corresponds to it.
        public var topic: String
        /// What the other side said, as a word such as `0x87`.
        public var reason: String
        /// The same for people.
        public var text: Text
        public var since: Timestamp
        /// Samples, means or entries that wait for it.
        public var waiting: Int64

        public init(topic: String, reason: String, text: Text, since: Timestamp, waiting: Int64) {
            (self.topic, self.reason, self.text, self.since, self.waiting) = (topic, reason, text, since, waiting)
        }
    }

    public var name: String
    /// The address of the other side, without a secret.
    public var address: String
    public var isConnected: Bool
    /// The protocol's version; nil without a connection.
    public var version: String?
    /// Whether the other side says of each message that it accepts it. Over MQTT 3.1.1 it only says that it came.
    public var isConfirmed: Bool
    /// The time since which there is a connection, or since which there is none.
    public var since: Timestamp
    /// Why there is no connection, or why nothing is delivered on the one that there is; nil where nothing is wrong.
    public var reason: Text?
    /// The same without what only the technician needs to know, such as the path of a file.
    public var publicReason: Text?
    /// Samples, means and entries that are not acknowledged.
    public var backlog: Int64
    public var refused: [Refused]
    /// What is not sent any more, since it cannot be sent even alone.
    public var quarantined: Int
    /// The newest of these.
    public var lastQuarantined: Quarantined?
    /// Another gateway that publishes under this one's id; nil while none was noticed.
    public var otherGateway: OtherGateway?
    /// What will go wrong, such as a certificate that expires.
    public var warnings: [Text]

    public init(name: String, address: String, since: Timestamp) {
        (self.name, self.address, self.since) = (name, address, since)
        (isConnected, isConfirmed, backlog, refused, quarantined) = (false, true, 0, [], 0)
        warnings = []
    }
}

/// Another gateway that publishes under our id.
public struct OtherGateway: Codable, Hashable, Sendable {
    /// The `instance` of its newest state; nil for one of a version without it.
    public var instance: String?
    /// The times at which a state of it came first and last.
    public var since: Timestamp
    public var last: Timestamp

    public init(instance: String?, since: Timestamp, last: Timestamp) {
        (self.instance, self.since, self.last) = (instance, since, last)
    }

    /// What is wrong, and what to do.
    ///
    /// - Parameter time: writes a time.
    public func text(_ time: (Timestamp) -> String) -> Text {
        let last = time(last)
        return Text(
            zh: "有另一台网关用相同的 id 发布（instance \(instance ?? "未知")，最近 \(last)）："
                + "请关闭其中一台，或修改其 gateway: id",
            en: "another gateway published with the same id (instance \(instance ?? "unknown"), last at \(last)): "
                + "stop one of the two, or change its gateway: id")
    }
}
