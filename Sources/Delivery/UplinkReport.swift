public import Facilities

/// The state of an uplink.
public struct UplinkReport: Codable, Hashable, Sendable {
    /// A stream that the other side refuses while it accepts others.
    public struct Refused: Codable, Hashable, Sendable {
        /// The topic of the stream, or what corresponds to it in another protocol.
        public var topic: String
        /// The reason that the other side gave, as a word such as `0x87`.
        public var reason: String
        /// The reason as a sentence for people.
        public var text: Text
        /// The time of the first refusal.
        public var since: Timestamp
        /// The number of samples, means or entries that wait.
        public var waiting: Int64

        /// Creates the report of one refused stream.
        public init(topic: String, reason: String, text: Text, since: Timestamp, waiting: Int64) {
            (self.topic, self.reason, self.text, self.since, self.waiting) = (topic, reason, text, since, waiting)
        }
    }

    /// The name of the uplink in the configuration.
    public var name: String
    /// The address of the other side, without a secret.
    public var address: String
    /// Whether there is a connection on which messages can be sent.
    public var isConnected: Bool
    /// The version of the protocol; nil without a connection where the two sides agree it.
    public var version: String?
    /// Whether the other side reports for each message that it accepts it. Over MQTT 3.1.1 it only acknowledges the receipt.
    public var isConfirmed: Bool
    /// The time since which there is a connection, or since which there is none.
    public var since: Timestamp
    /// The reason why there is no connection, or why nothing is delivered on it; nil where nothing is wrong.
    public var reason: Text?
    /// The same without details for the technician, such as the path of a file.
    public var publicReason: Text?
    /// The number of samples, means and entries that are not acknowledged.
    public var backlog: Int64
    /// The streams that the other side refuses.
    public var refused: [Refused]
    /// The number of items that are not sent any more, because they cannot be sent even alone.
    public var quarantined: Int
    /// The newest of these items; nil where there is none.
    public var lastQuarantined: Quarantined?
    /// Another gateway that publishes with the same id; nil while none was noticed.
    public var otherGateway: OtherGateway?
    /// Warnings of future failures, such as a certificate that expires.
    public var warnings: [Text]

    /// Creates the report of an uplink that has no connection and nothing to send.
    public init(name: String, address: String, since: Timestamp) {
        (self.name, self.address, self.since) = (name, address, since)
        (isConnected, isConfirmed, backlog, refused, quarantined) = (false, true, 0, [], 0)
        warnings = []
    }
}

/// Another gateway that publishes with the id of this one.
public struct OtherGateway: Codable, Hashable, Sendable {
    /// The `instance` of its newest state; nil where its version does not publish one.
    public var instance: String?
    /// The time at which its state was first received.
    public var since: Timestamp
    /// The time at which its state was last received.
    public var last: Timestamp

    /// Creates the description of a gateway that was noticed.
    public init(instance: String?, since: Timestamp, last: Timestamp) {
        (self.instance, self.since, self.last) = (instance, since, last)
    }

    /// Returns a sentence that says what is wrong and what to do.
    ///
    /// - Parameter time: formats a time for people.
    public func text(_ time: (Timestamp) -> String) -> Text {
        let last = time(last)
        return Text(
            zh: "有另一台网关用相同的 id 发布（instance \(instance ?? "未知")，最近 \(last)）："
                + "请关闭其中一台，或修改其 gateway: id",
            en: "another gateway published with the same id (instance \(instance ?? "unknown"), last at \(last)): "
                + "stop one of the two, or change its gateway: id")
    }
}
