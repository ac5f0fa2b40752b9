import Delivery
import Facilities

/// `mashang/state/2`: whether the gateway is online, the position of its journal, and its health. Its offline form,
/// which is also the will, contains no health.
public struct StatePayload: Encodable {
    let schema = "mashang/state/2"
    var gateway: String
    var instance: Instance
    var state: String
    var position: Position
    var uplink: Uplink?
    var health: (any Encodable & Sendable)?

    /// The position in the journal, from which the gateway finds out at its next start whether it still has the same
    /// journal.
    struct Position: Encodable {
        /// The epoch of the newest sequence; nil in a journal whose first epoch could not be entered yet.
        var epoch: String?
        /// The newest sequence that is stored.
        var sequence: Int64
        /// The head of the ledger, with which the centre can check later whether the ledger is still the same.
        var ledger: Ledger?
    }

    /// The state of the uplink that publishes the message.
    struct Uplink: Encodable {
        /// The number of samples, means and entries that the broker has not acknowledged.
        var backlog: Int64
        /// The topics that the broker refuses.
        var refused: [Refused]
        /// The number of items that are no longer sent.
        var quarantined: Int

        struct Refused: Encodable {
            var topic: String
            var reason: String
            var waiting: Int64
        }
    }

    /// The head of the ledger: the number of entries, and the sequence and hash of the last one.
    public struct Ledger: Encodable, Sendable {
        var entries: Int64
        var sequence: Int64
        var hash: String

        /// Creates the head of a ledger; `hash` is the hash of the entry `sequence`, as text.
        public init(entries: Int64, sequence: Int64, hash: String) {
            (self.entries, self.sequence, self.hash) = (entries, sequence, hash)
        }
    }

    private enum Key: String, CodingKey { case schema, gateway, instance, state, uplink }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(schema, forKey: .schema)
        try container.encode(gateway, forKey: .gateway)
        try container.encode(instance, forKey: .instance)
        try container.encode(state, forKey: .state)
        try container.encodeIfPresent(uplink, forKey: .uplink)
        try position.encode(to: encoder)
        try health?.encode(to: encoder)
    }
}

extension StatePayload {
    /// Creates the payload for one state of the gateway.
    ///
    /// - Parameters:
    ///   - report: the state of the uplink; nil for a gateway that is offline.
    ///   - health: the gateway's health; nil for one that is offline.
    init(
        _ state: String, of gateway: String, _ position: Position, _ report: UplinkReport? = nil,
        _ health: (any Encodable & Sendable)? = nil
    ) {
        self.init(
            gateway: gateway, instance: .current, state: state, position: position,
            uplink: report.map(Uplink.init), health: health)
    }
}

extension StatePayload.Uplink {
    init(_ report: UplinkReport) {
        let refused = report.refused.map { Refused(topic: $0.topic, reason: $0.reason, waiting: $0.waiting) }
        self.init(backlog: report.backlog, refused: refused, quarantined: report.quarantined)
    }
}
