import Delivery
import Facilities

/// Topics beside those of the journal that the broker refuses: those of state, statuses and answers, and the filters of
/// subscriptions.
struct RefusedTopics {
    struct One {
        /// The reason as a word, such as the reason code `0x87`.
        var word: String
        var since: Timestamp
        /// The time from which the topic is tried again.
        var retry: ContinuousClock.Instant

        /// Whether the broker gave no reason, but ended each connection over the topic.
        var endsConnections: Bool { word == Refusal.connectionLost.reason }
    }

    /// The number of topics that are remembered, because answers may go to any number of them.
    static let most = 256
    static let pause = Duration.seconds(3600)

    private(set) var all: [String: One] = [:]

    mutating func refuse(_ topic: String, _ word: String, _ time: Timestamp, at now: ContinuousClock.Instant) {
        guard all[topic] != nil || all.count < Self.most else { return }
        all[topic] = One(word: word, since: all[topic]?.since ?? time, retry: now + Self.pause)
    }

    /// Remembers a topic over which the broker ends connections. It is not published on each connection, since each
    /// would end, too.
    mutating func refuse(ending topic: String, _ time: Timestamp, at now: ContinuousClock.Instant) {
        all[topic] = One(
            word: Refusal.connectionLost.reason, since: all[topic]?.since ?? time, retry: now + Self.pause)
    }

    /// Forgets refusals, because a new connection may have other rights.
    mutating func connected() { all = all.filter(\.value.endsConnections) }

    /// Returns whether a topic must not be published now.
    func isHeld(_ topic: String, at now: ContinuousClock.Instant) -> Bool {
        guard let refused = all[topic] else { return false }
        return refused.endsConnections && refused.retry > now
    }

    mutating func accept(_ topic: String) { if !all.isEmpty { all[topic] = nil } }

    /// Returns the topics that must be tried now, each once an hour. `some` limits them; nil stands for all.
    mutating func due(of some: Set<String>? = nil, at now: ContinuousClock.Instant) -> [String] {
        let due = all.filter { $0.value.retry <= now && some?.contains($0.key) ?? true }.map(\.key)
        for topic in due { all[topic]?.retry = now + Self.pause }
        return due
    }
}
