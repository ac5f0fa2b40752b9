import Delivery
import MQTT

/// Messages that are sent before those of the journal: states, statuses and answers.
struct OwnMessages {
    /// The number of messages that may wait. A further answer is dropped.
    static let most = 1000

    private var unsent: [MQTTMessage] = []
    private var waiting: [UInt64: MQTTMessage] = [:]
    /// The next token. Tokens are even here, because those of the feed are odd.
    private var token: UInt64 = 0
    private var holding = Holding()
    /// The number of successive connections that the broker ended while a message of a topic was in flight.
    private var losses: [String: Int] = [:]
    /// The topic that alone was in flight when the last of these connections ended.
    private var lastLost: String?

    /// The number of messages in flight.
    var waitingCount: Int { waiting.count }

    var isFull: Bool { unsent.count >= Self.most }

    /// Whether messages wait for a pause to end.
    var isHeld: Bool { !unsent.isEmpty && holding.reason != nil }

    /// The broker's reason for postponing messages; nil if it accepts them.
    var laterReason: String? { holding.reason }

    /// Adds a message to be sent. A retained message replaces an older one of its topic that is not sent yet.
    mutating func say(_ message: MQTTMessage) {
        if message.retain { unsent.removeAll { $0.retain && $0.topic == message.topic } }
        unsent.append(message)
    }

    /// Returns the next message and its token, and counts it as in flight; nil if there is none.
    mutating func next(at now: ContinuousClock.Instant) -> (message: MQTTMessage, token: UInt64)? {
        guard holding.isOver(at: now), !unsent.isEmpty, !isCareful || waiting.isEmpty else { return nil }
        // The message over which the last connection ended is sent last, so that others show whether the broker
        // answers.
        let first = isCareful ? unsent.firstIndex { $0.topic != lastLost } ?? 0 : 0
        let message = unsent.remove(at: first)
        token += 2
        waiting[token] = message
        return (message, token)
    }

    /// Notes that the broker accepted the message with a token. Returns the message; nil for the token of another kind
    /// of message.
    mutating func accepted(_ token: UInt64) -> MQTTMessage? {
        guard let message = waiting.removeValue(forKey: token) else { return nil }
        holding.accepted()
        losses[message.topic] = nil
        return message
    }

    /// Whether a topic is suspected of ending the connections, so that each message is sent alone.
    var isCareful: Bool { !losses.isEmpty }

    /// The number of connections that end over a topic before it is held responsible.
    private static let mostLosses = 3

    /// Notes that the broker has ended a connection.
    ///
    /// - Parameter isHeard: whether the broker had acknowledged something on it.
    /// - Returns: the topic that caused the end; nil if that is not known.
    mutating func lost(isHeard: Bool) -> String? {
        let topics = Set(waiting.values.map(\.topic))
        guard !topics.isEmpty else { return nil }
        losses = topics.reduce(into: [:]) { $0[$1] = losses[$1, default: 0] + 1 }
        lastLost = topics.count == 1 ? topics.first : nil
        guard isHeard, let topic = lastLost, losses[topic, default: 0] >= Self.mostLosses else { return nil }
        losses[topic] = nil
        return topic
    }

    /// Notes that the broker refused the message with a token. Returns the message; nil for the token of another kind
    /// of message.
    mutating func refused(
        _ token: UInt64, _ refusal: Refusal, at now: ContinuousClock.Instant
    ) -> MQTTMessage? {
        guard let message = waiting.removeValue(forKey: token) else { return nil }
        if refusal.kind == .later {
            holding.hold(refusal.reason, at: now)
            if !unsent.contains(where: { $0.retain && $0.topic == message.topic }) { unsent.insert(message, at: 0) }
        }
        return message
    }

    /// Drops everything for a new connection, except the answers that were not sent: all retained messages are
    /// published again. A sender that does not receive an answer that was in flight repeats the command.
    mutating func drop() {
        unsent.removeAll { $0.retain }
        waiting = [:]
        holding.connected()
    }
}
