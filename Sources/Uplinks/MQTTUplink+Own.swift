import Facilities
import MQTT

/// State and statuses, which are retained.
extension MQTTUplink {
    func offline() async -> MQTTMessage {
        topics.state(StatePayload("offline", of: topics.gateway, await position()))
    }

    /// The position by what is kept now. The journal may already have an entry that nobody knows: the position names none that is newer
    /// than its own sequence.
    private func position() async -> StatePayload.Position {
        let sequence = site.lastSequence
        return StatePayload.Position(
            epoch: site.epochs.id(of: sequence), sequence: sequence, ledger: await site.ledger(upTo: sequence))
    }

    /// Publishes the state once a minute, on each connection, and when the broker refuses other topics than before. It is not
    /// retained while the broker's has to stay.
    func state() async {
        let (minute, refused) = (site.now.start(ofInterval: .minutes(1)), refusedTopicNames)
        guard hasState, stateMinute != minute || refusedInState != refused else { return }
        (stateMinute, refusedInState) = (minute, refused)
        let (health, position) = (await site.health(), await position())
        // The connection may be another one by now.
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

    /// Whether a status says something else than the one that was published last. That it was judged again is said hourly: whether the
    /// gateway lives, its state says.
    private func isNews(_ status: Status) -> Bool {
        guard let before = published[status.code] else { return true }
        var same = status
        same.asOf = before.asOf
        let age = status.asOf - before.asOf
        return same != before || age >= .seconds(3600) || age < .zero
    }

    /// Empties what the broker retains of facilities and channels that are no more, and under names that this gateway had.
    func emptyOldTopics() {
        let wanted = Set(codes.map(topics.status) + [topics.ownState] + homeAssistantTopics)
        for topic in retained.old(besides: wanted) { urgent.say(MQTTMessage(topic: topic, payload: [], retain: true)) }
    }
}
