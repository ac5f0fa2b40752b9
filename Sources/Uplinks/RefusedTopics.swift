import Delivery
import Facilities

/// Topics that the broker refuses beside those of the journal: of state, statuses and answers, or the filters of subscriptions.
struct RefusedTopics {
    struct One {
        /// Why, as a word such as the reason code `0x87`.
        var word: String
        var since: Timestamp
        /// The time from which it is tried again.
        var retry: ContinuousClock.Instant

        /// Whether the broker said nothing, but ended each connection over it.
        var endsConnections: Bool { word == Refusal.connectionLost.reason }
    }

    /// Topics that are remembered at most: an answer may be wanted under any number of them.
    static let most = 256
    static let pause = Duration.seconds(3600)

    private(set) var all: [String: One] = [:]

    mutating func refuse(_ topic: String, _ word: String, _ time: Timestamp, at now: ContinuousClock.Instant) {
        guard all[topic] != nil || all.count < Self.most else { return }
        all[topic] = One(word: word, since: all[topic]?.since ?? time, retry: now + Self.pause)
    }

    /// Remembers a topic over which connections are ended. It is not published on each of them, since that would end, too.
    mutating func refuse(ending topic: String, _ time: Timestamp, at now: ContinuousClock.Instant) {
        all[topic] = One(
            word: Refusal.connectionLost.reason, since: all[topic]?.since ?? time, retry: now + Self.pause)
    }

    /// A new connection may have other rights.
    mutating func connected() { all = all.filter(\.value.endsConnections) }

    /// Whether a topic is not to be published now.
    func isHeld(_ topic: String, at now: ContinuousClock.Instant) -> Bool {
        guard let refused = all[topic] else { return false }
        return refused.endsConnections && refused.retry > now
    }

    mutating func accept(_ topic: String) { if !all.isEmpty { all[topic] = nil } }

    /// Returns the topics of some that are to be tried now, each once an hour; without a choice of all.
    mutating func due(of some: Set<String>? = nil, at now: ContinuousClock.Instant) -> [String] {
        let due = all.filter { $0.value.retry <= now && some?.contains($0.key) ?? true }.map(\.key)
        for topic in due { all[topic]?.retry = now + Self.pause }
        return due
    }
}
