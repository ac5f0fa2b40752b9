import Facilities
import MQTT

/// State and statuses, which the broker retains.
extension MQTTUplink {
    func offline() async -> MQTTMessage {
        topics.state(StatePayload("offline", of: topics.gateway, await position()))
    }

    /// Returns the position in the stored journal. The journal may already contain an entry that was not announced: the
    /// position names no entry that is newer than its own sequence.
    private func position() async -> StatePayload.Position {
        let sequence = site.lastSequence
        return StatePayload.Position(
            epoch: site.epochs.id(of: sequence), sequence: sequence, ledger: await site.ledger(upTo: sequence))
    }

    /// Publishes the state once a minute, on each new connection, and when the set of refused topics has changed. It is
    /// not retained while the state that the broker has must stay.
    func state() async {
        let (minute, refused) = (site.now.start(ofInterval: .minutes(1)), refusedTopicNames)
        guard hasState, stateMinute != minute || refusedInState != refused else { return }
        (stateMinute, refusedInState) = (minute, refused)
        let (health, position) = (await site.health(), await position())
        // The connection may have been replaced in the meantime.
        guard hasState else { return }
        var message = topics.state(StatePayload("online", of: topics.gateway, position, currentReport, health))
        message.retain = own.hasBegun
        if !refusedTopics.isHeld(message.topic, at: .now) { urgent.say(message) }
        guard own.hasBegun else { return }
        hasPublished = true
        client.use(will: await offline())
    }

    private var hasState: Bool { connection != nil && (own.hasBegun || jump != nil) }

    func statuses() {
        guard connection != nil, own.hasBegun else { return }
        let due = Set(refusedTopics.due(of: Set(codes.map(topics.status)), at: .now))
        let epochs = site.epochs
        for posted in site.statuses {
            let status = posted.status
            let topic = topics.status(of: status.code)
            guard isNews(status) || due.contains(topic) else { continue }
            published[status.code] = status
            guard due.contains(topic) || !refusedTopics.isHeld(topic, at: .now) else { continue }
            let payload = StatusPayload(posted, gateway: topics.gateway, epoch: epochs.id(of: posted.sequence))
            urgent.say(topics.message("\(status.code)/status", payload.json, retain: true))
        }
    }

    /// Returns whether a status differs from the one that was published last. A mere new judgement is published hourly:
    /// that the gateway runs is visible from its state.
    private func isNews(_ status: Status) -> Bool {
        guard let before = published[status.code] else { return true }
        var same = status
        same.asOf = before.asOf
        let age = status.asOf - before.asOf
        return same != before || age >= .seconds(3600) || age < .zero
    }

    /// Clears the retained topics of facilities and channels that no longer exist, and those of earlier names of this
    /// gateway.
    func emptyOldTopics() {
        let wanted = Set(codes.map(topics.status) + [topics.ownState] + homeAssistantTopics)
        for topic in retained.old(besides: wanted) { urgent.say(MQTTMessage(topic: topic, payload: [], retain: true)) }
    }
}
