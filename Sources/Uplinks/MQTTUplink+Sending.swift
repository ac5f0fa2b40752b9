import Delivery
import Facilities
import Logging
import MQTT

/// Sending of messages.
extension MQTTUplink {
    /// Does everything that is due now, and everything that follows from it.
    func pump() {
        let now = ContinuousClock.now
        sendUrgent(now)
        while true {
            if urgent.isCareful || isOrderly, urgent.waitingCount > 0 { break }
            let actions = feed.next(besides: urgent.waitingCount, at: now)
            if actions.isEmpty { break }
            for action in actions { perform(action, now) }
        }
        client.use(trial: feed.isAlone || urgent.isCareful && urgent.waitingCount > 0)
        client.flush()
        logRefusals(now)
    }

    private func sendUrgent(_ now: ContinuousClock.Instant) {
        guard let connection, !feed.isAlone, !urgent.isCareful || feed.waiting == 0 else { return }
        while urgent.waitingCount + feed.waiting < connection.window, let (message, token) = urgent.next(at: now) {
            if message.retain, connection.retainAvailable {
                remember(retained.sent(message.topic, isEmpty: message.payload.isEmpty))
            }
            publish(message, token, now)
        }
    }

    private func perform(_ action: Feed.Action, _ now: ContinuousClock.Instant) {
        var memory = UplinkMemory()
        switch action {
        case .send(let parcel, let token, _): return publish(topicNames.message(of: parcel), token, now)
        case .read(let request): return read(request)
        case .remember(let progress, let accepted):
            (memory.progress, memory.accepted) = (progress, accepted)
            inbox.drop(upTo: progress.live)
        case .quarantine(let item, let size, let reason):
            let one = Quarantined(
                uplink: name, sequence: item.sequence, stream: item.stream, size: size, reason: reason, time: site.now)
            quarantined = (quarantined.count + 1, one)
            memory.quarantined = [one]
            log(one, now)
        }
        site.remember(memory)
    }

    /// Logs the first item of a stream that is quarantined for a reason, and then one an hour, because a broker may
    /// refuse all of them.
    private func log(_ one: Quarantined, _ now: ContinuousClock.Instant) {
        let topic = topics.topic(of: one.stream)
        guard reasons.isNew(one.reason, of: "quarantine \(topic)", at: now) else { return }
        logger.error(
            "Message quarantined: the broker rejects it even alone; it stays in the journal",
            metadata: [
                "topic": "\(topic)", "sequence": "\(one.sequence)", "bytes": "\(one.size)", "reason": "\(one.reason)",
                "so far": "\(quarantined.count)",
            ])
    }

    /// Answers a request from memory if what it asks for was just stored. Otherwise the journal is read while other
    /// work continues.
    private func read(_ request: PortionRequest) {
        // Memory may be one commit behind the journal.
        let portion = inbox.portion(request).flatMap { $0.end > request.after ? $0 : nil }
        if let portion, feed.unknown(in: portion, for: request).isEmpty { return feed.loaded(request, portion) }
        Task { await read(request, portion) }
    }

    /// Reads from the journal what is not in memory: the portion, or the items before it in its series.
    private func read(_ request: PortionRequest, _ inMemory: KeptPortion?) async {
        do {
            let portion = if let inMemory { inMemory } else { try await source.portion(request) }
            let unknown = feed.unknown(in: portion, for: request)
            let before = try await source.states(of: unknown, upTo: request.after, by: feed.chooser)
            feed.loaded(request, portion, before: before)
        } catch {
            feed.notLoaded(request, at: .now)
            if reasons.isNew("unreadable", of: "journal", at: .now) { logger.error("The journal cannot be read") }
        }
        pump()
    }

    /// Returns a message in a form that the broker accepts.
    func fitting(_ message: MQTTMessage) -> MQTTMessage {
        guard let connection else { return message }
        var message = message
        if connection.maximumQoS == 0 { message.qos = 0 }
        if !connection.retainAvailable { message.retain = false }
        return message
    }

    private func publish(_ message: MQTTMessage, _ token: UInt64, _ now: ContinuousClock.Instant) {
        guard connection != nil else { return }
        acknowledgements.sent(token, at: now)
        do {
            try client.publish(fitting(message), token: token, isLast: false)
        } catch {
            switch error {
            // The end of the connection is in the inbox.
            case .notConnected: break
            case .tooLarge: refuseHere(token, .tooLarge, now)
            case .noMemory: refuseHere(token, .noMemory, now)
            case .invalid(let reason):
                logger.error(
                    "Message cannot be sent", metadata: ["topic": "\(message.topic)", "reason": "\(reason.en)"])
                refuseHere(token, .notSendable, now)
            }
        }
    }

    /// Treats a message that could not be sent like one that the broker refused.
    private func refuseHere(_ token: UInt64, _ refusal: Refusal, _ now: ContinuousClock.Instant) {
        acknowledgements.answered(token, at: now)
        sent.answered(refusal.reason, at: now)
        if token.isMultiple(of: 2) { refusedOwn(token, refusal, now) } else { feed.refused(token, refusal, at: now) }
    }

    /// Logs each refused topic and subscription once, again when its reason changes, and hourly.
    private func logRefusals(_ now: ContinuousClock.Instant) {
        let isRefused = !feed.refused.all.isEmpty || !refusedTopics.all.isEmpty || !refusedFilters.all.isEmpty
        guard isRefused || laterReason != nil else { return }
        for one in refusedPublications() where reasons.isNew(one.reason, of: one.topic, at: now) {
            logger.error(
                "Topic refused by the broker",
                metadata: ["topic": "\(one.topic)", "reason": "\(one.text.en)", "waiting": "\(one.waiting)"])
        }
        for one in refusedSubscriptions()
        where reasons.isNew(one.reason, of: "subscription \(one.topic)", at: now) {
            logger.error(
                "Subscription refused by the broker", metadata: ["topic": "\(one.topic)", "reason": "\(one.text.en)"])
        }
        if let reason = laterReason, reasons.isNew(reason, of: "later", at: now) {
            logger.warning("Broker accepts no messages at present", metadata: ["reason": "\(Text.saying(reason).en)"])
        }
    }
}
