import Facilities
import MQTT

/// The messages for Home Assistant: discovery, and the newest values.
extension MQTTUplink {
    /// Publishes the discovery messages.
    func discover() {
        guard let homeAssistant, connection != nil, own.hasBegun else { return }
        for entity in homeAssistant.entities(topics) {
            let topic = homeAssistant.topic(of: entity)
            guard !refusedTopics.isHeld(subject(of: topic), at: .now) else { return }
            urgent.say(
                MQTTMessage(
                    topic: topic, payload: entity.members.json, retain: true, contentType: "application/json"))
        }
    }

    /// Publishes the newest values of the facilities whose values have changed, and repeats what was refused an hour
    /// ago.
    func latest() {
        guard let homeAssistant, connection != nil, own.hasBegun else { return }
        if !refusedTopics.due(of: [homeAssistant.filter], at: .now).isEmpty { discover() }
        let due = Set(refusedTopics.due(of: Set(homeAssistant.places.map { topics.latest(of: $0.code) }), at: .now))
        for place in homeAssistant.places where !place.channels.isEmpty {
            let topic = topics.latest(of: place.code)
            guard refusedTopics.all[topic] == nil || due.contains(topic) else { continue }
            latest(of: place)
        }
    }

    private func latest(of place: HomeAssistant.Place) {
        let now = ContinuousClock.now
        guard pace.isOver(for: place.code, at: now) else { return }
        let wanted = Set(place.channels.map(\.id))
        let samples = site.latest(of: place.code)
        guard
            let payload = LatestPayload(samples, of: place.code, wanted, gateway: topics.gateway, site.epochs),
            pace.take(payload.values, of: place.code, at: now)
        else { return }
        urgent.say(topics.message("\(place.code)/latest", payload.json, retain: true))
    }

    /// The topics under which messages for Home Assistant are retained.
    var homeAssistantTopics: [String] {
        guard let homeAssistant else { return [] }
        let latest = homeAssistant.places.filter { !$0.channels.isEmpty }.map { topics.latest(of: $0.code) }
        return latest + homeAssistant.entities(topics).map(homeAssistant.topic)
    }

    /// Returns the topic under which a refusal of a message is remembered. Answers can go to any number of topics, and
    /// Home Assistant has one for each channel: each of these kinds counts as one topic.
    func subject(of message: MQTTMessage) -> String {
        message.retain ? subject(of: message.topic) : topics.ownReplies
    }

    func subject(of topic: String) -> String {
        let levels = topic.split(separator: "/", omittingEmptySubsequences: false)
        guard !topic.hasPrefix(topics.root), levels.count > 3, levels.last == "config" else { return topic }
        return HomeAssistant.filter(below: levels.dropLast(3).joined(separator: "/"))
    }
}

extension HomeAssistant {
    /// Returns the discovery topic of an entity.
    func topic(of entity: Entity) -> String { "\(prefix)/\(entity.component)/\(entity.id)/config" }

    /// The filter that matches all discovery topics.
    var filter: String { Self.filter(below: prefix) }

    static func filter(below prefix: String) -> String { "\(prefix)/+/+/config" }
}
