import Delivery
import MQTT

/// Messages that go before the journal's: states, statuses and answers.
struct OwnMessages {
    /// Messages that may wait at most. An answer beyond it is dropped.
    static let most = 1000

    private var unsent: [MQTTMessage] = []
    private var waiting: [UInt64: MQTTMessage] = [:]
    /// Tokens are even: odd ones are the feed's.
    private var token: UInt64 = 0
    private var holding = Holding()
    /// Connections in a row that the broker ended while a message of a topic was on its way.
    private var losses: [String: Int] = [:]
    /// The topic that was alone on its way when the last of these ended.
    private var lastLost: String?

    /// Messages that are on their way.
    var waitingCount: Int { waiting.count }

    var isFull: Bool { unsent.count >= Self.most }

    /// Whether some wait for a pause to end.
    var isHeld: Bool { !unsent.isEmpty && holding.reason != nil }

    /// What the broker said when it asked for later; nil while it does not.
    var laterReason: String? { holding.reason }

    /// Takes a message to be sent. A retained one takes the place of an older one that is still to be sent.
    mutating func say(_ message: MQTTMessage) {
        if message.retain { unsent.removeAll { $0.retain && $0.topic == message.topic } }
        unsent.append(message)
    }

    /// Returns the next message and its token, which is on its way then; nil for none.
    mutating func next(at now: ContinuousClock.Instant) -> (message: MQTTMessage, token: UInt64)? {
        guard holding.isOver(at: now), !unsent.isEmpty, !isCareful || waiting.isEmpty else { return nil }
        // What the last connection ended over goes last, so that something shows whether the broker listens.
        let first = isCareful ? unsent.firstIndex { $0.topic != lastLost } ?? 0 : 0
        let message = unsent.remove(at: first)
        token += 2
        waiting[token] = message
        return (message, token)
    }

    /// The broker has the message with a token. Returns the message; nil for one that is not of these.
    mutating func accepted(_ token: UInt64) -> MQTTMessage? {
        guard let message = waiting.removeValue(forKey: token) else { return nil }
        holding.accepted()
        losses[message.topic] = nil
        return message
    }

    /// Whether one topic may be what ends the connections, so that each message goes alone.
    var isCareful: Bool { !losses.isEmpty }

    /// Connections that end over a topic before it is blamed.
    private static let mostLosses = 3

    /// The broker has ended a connection.
    ///
    /// - Parameter isHeard: whether it had acknowledged something on it.
    /// - Returns: the topic over which it did; nil where that is not known.
    mutating func lost(isHeard: Bool) -> String? {
        let topics = Set(waiting.values.map(\.topic))
        guard !topics.isEmpty else { return nil }
        losses = topics.reduce(into: [:]) { $0[$1] = losses[$1, default: 0] + 1 }
        lastLost = topics.count == 1 ? topics.first : nil
        guard isHeard, let topic = lastLost, losses[topic, default: 0] >= Self.mostLosses else { return nil }
        losses[topic] = nil
        return topic
    }

    /// The broker does not take the message with a token. Returns the message; nil for one that is not of these.
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

    /// A new connection begins with the answers that were not sent: all that is retained is said again. Who misses an answer that was on
    /// its way repeats the command.
    mutating func drop() {
        unsent.removeAll { $0.retain }
        waiting = [:]
        holding.connected()
    }
}
