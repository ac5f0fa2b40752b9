import Delivery
import Facilities
import Logging
import MQTT

/// The beginning and the end of a connection, and the results of the messages that were sent on it.
extension MQTTUplink {
    /// Begins a connection. The broker may have lost everything, so all retained messages are published again.
    func connected(_ connection: Connection) {
        if !isReturning {
            logger.notice("Broker connected", metadata: ["version": "\(connection.version.rawValue)"])
            reasons.forget("connection")
            logWarnings()
        }
        self.connection = connection
        inbox.connected(true)
        if let what = shortcoming, reasons.isNew(what.en, of: "shortcoming", at: .now) {
            logger.warning("Broker lacks functions", metadata: ["reason": "\(what.en)"])
        }
        standing.connected(at: site.now)
        (published, stateMinute, isHeard) = ([:], nil, false)
        pace.connected()
        acknowledgements.forget()
        own = OwnState()
        // After a connection that the broker ended, its answer to the subscription shows that it still answers.
        own.isSettled = !isOrderly && (isReturning || isEpochOfThisRun)
        isReturning = false
        connections += 1
        refusedTopics.connected()
        refusedFilters = RefusedTopics()
        // This comes before anything is published, so that the broker's own state arrives before ours.
        subscribe(topics.ownState)
        if isCompared { topics.commands.forEach(subscribe) }
        settle(within: Self.patienceForAnswer)
    }

    private func subscribe(_ filter: String) {
        try? client.subscribe(filter, alwaysRetained: filter == topics.ownState)
    }

    /// Repeats the subscriptions that the broker refused an hour ago.
    func subscribeAgain() {
        guard connection != nil else { return }
        refusedFilters.due(at: .now).forEach(subscribe)
    }

    func disconnected(_ end: Disconnection) {
        let now = ContinuousClock.now
        let refusal = end.cause.refusal
        // A message in flight that is not of the journal can be the cause as well.
        let isEvidence = isHeard && end.isByBroker && urgent.waitingCount == 0
        if end.isByBroker, let topic = urgent.lost(isHeard: isHeard || isSubscribed) {
            refusedTopics.refuse(ending: subject(of: topic), site.now, at: now)
        }
        feed.disconnected(refusal: refusal, isEvidence: isEvidence, at: now)
        inbox.connected(false)
        isOrderly = end.isByBroker
        (connection, isHeard, isSubscribed) = (nil, false, false)
        urgent.drop()
        acknowledgements.forget()
        standing.disconnected(end, at: site.now, now)
        guard !(isReturning && end.cause == .left), let reason = standing.reason else { return }
        if reasons.isNew(reason.en, of: "connection", at: now) {
            logger.warning(
                end.wasConnected ? "Broker lost" : "Broker not connected",
                metadata: [
                    "reason": "\(reason.en)\(end.cause.words.map { " (\($0))" } ?? "")",
                    "address": "\(standing.address)",
                ])
        }
    }

    /// Processes the broker's answer to a message.
    func answered(_ token: UInt64, _ code: ReasonCode?) {
        let now = ContinuousClock.now
        isHeard = true
        acknowledgements.answered(token, at: now)
        let refusal = code.flatMap { $0.isError ? Refusal($0) : nil }
        // With QoS 0 an acknowledgement shows only that the message was sent.
        if connection?.maximumQoS != 0 { sent.answered(refusal?.reason, at: now) }
        if token.isMultiple(of: 2) {
            answeredOwn(token, refusal, now)
        } else if let refusal {
            feed.refused(token, refusal, at: now)
        } else {
            standing.acknowledged()
            feed.accepted(token)
        }
    }

    private func answeredOwn(_ token: UInt64, _ refusal: Refusal?, _ now: ContinuousClock.Instant) {
        guard let refusal else {
            guard let message = urgent.accepted(token) else { return }
            refusedTopics.accept(subject(of: message))
            // Without retained messages, or without acknowledgements, nothing shows that the topic is empty.
            guard message.retain, message.payload.isEmpty, let connection, connection.retainAvailable,
                connection.maximumQoS > 0
            else { return }
            return remember(retained.emptied(message.topic))
        }
        refusedOwn(token, refusal, now)
    }

    /// Processes the refusal of one of the gateway's own messages.
    func refusedOwn(_ token: UInt64, _ refusal: Refusal, _ now: ContinuousClock.Instant) {
        guard let message = urgent.refused(token, refusal, at: now), refusal.kind != .later else { return }
        refusedTopics.refuse(subject(of: message), refusal.reason, site.now, at: now)
    }

    private func logWarnings() {
        for warning in site.warnings() where reasons.isNew(warning.en, of: warning.en, at: .now) {
            logger.warning("The connection will fail soon", metadata: ["reason": "\(warning.en)"])
        }
    }

    func remember(_ topic: RetainedTopic?) {
        guard let topic else { return }
        var memory = UplinkMemory()
        memory.retained = [topic]
        site.remember(memory)
    }
}

extension Disconnection {
    /// Whether the broker ended the connection, so that a message in flight can be the cause.
    fileprivate var isByBroker: Bool {
        guard wasConnected else { return false }
        switch cause {
        case .closed: return true
        case .told(let code):
            return cause.refusal != nil
                || [.unspecifiedError, .malformedPacket, .protocolError, .implementationSpecificError].contains(code)
        default: return false
        }
    }
}

extension Disconnection.Cause {
    /// The broker's reason for ending the connection, if it is about a message; otherwise nil.
    fileprivate var refusal: Refusal? {
        guard case .told(let code) = self else { return nil }
        let refusal = Refusal(code)
        return refusal.kind == .later ? nil : refusal
    }
}
