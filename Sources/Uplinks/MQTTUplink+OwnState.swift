import Delivery
import Facilities
import Logging
import MQTT

/// The check of the gateway's own state that the broker retains.
extension MQTTUplink {
    /// The time that a connection waits for the broker's answer to the subscription.
    static let patienceForAnswer = Duration.seconds(2)

    /// The time that it waits for a retained state after that answer. A broker sends the two together.
    private static let patienceForState = Duration.milliseconds(500)

    /// Lets the connection begin if no state of this gateway has arrived in time.
    func settle(within patience: Duration) {
        let connection = connections
        Task { [weak self] in
            try? await Task.sleep(for: patience)
            await self?.settle(connection)
        }
    }

    private func settle(_ connection: Int) async {
        guard connection == connections else { return }
        own.isSettled = true
        await beginIfReady()
        pump()
    }

    /// Processes the broker's answer to a subscription.
    func subscribed(_ filter: String, _ code: ReasonCode) async {
        isSubscribed = true
        guard code.isError else {
            refusedFilters.accept(filter)
            if filter == topics.ownState { settle(within: Self.patienceForState) }
            return
        }
        refusedFilters.refuse(filter, code.word, site.now, at: .now)
        if filter == topics.ownState { own.isSettled = true }
        await beginIfReady()
    }

    /// Processes a message on the topic of the gateway's own state. Until the gateway's own message returns, it is the
    /// state that the broker had before.
    func heard(_ payload: [UInt8]) async {
        guard !payload.isEmpty else { return }
        guard let state = RetainedState(payload, of: topics.gateway) else {
            if !hasReportedUnreadable { logger.warning("A message on our own state's topic is no state; ignored") }
            hasReportedUnreadable = true
            own.isSettled = true
            return await beginIfReady()
        }
        let isOurs = state.instance == .current
        // A state from before this run may come again from a broker that was restored, but not with a higher sequence.
        let isAlive = former[state.instance].map { $0 < state.sequence ?? 0 } ?? true
        if hasPublished, !isOurs, isAlive {
            await note(other: state.instance)
        } else if !own.hasComeBack, !hasPublished {
            // A state that this run has published is no evidence of another journal.
            former[state.instance] = max(former[state.instance] ?? 0, state.sequence ?? 0)
            await compare(state)
        }
        if isOurs { own.hasComeBack = true }
        own.isSettled = true
        await beginIfReady()
    }

    /// Remembers the other gateway. It is logged once, because it may publish as often as it likes.
    private func note(other instance: Instance?) async {
        let name = instance?.description
        if other == nil {
            logger.error(
                "Another gateway publishes with this gateway's id", metadata: ["instance": "\(name ?? "unknown")"])
        }
        let now = site.now
        other = OtherGateway(instance: name, since: other?.since ?? now, last: now)
        // Two gateways that disconnect each other many times a second would deliver nothing. One of them stays away for
        // a while.
        guard let thrownOut = standing.lastThrownOut, .now - thrownOut < .seconds(300) else { return }
        if let name, Instance.current.description < name { return }
        // The other gateway learns from this message which instance it has disconnected.
        let (offline, connection) = (await offline(), connections)
        guard connection == connections else { return }
        urgent.say(offline)
        pump()
        leave(.otherGateway, for: .seconds(Int.random(in: 30...60)))
    }

    /// Begins an epoch if the broker has a state that is not from this journal, but only once in a run.
    private func compare(_ state: RetainedState) async {
        let (epochs, last, now, site) = (site.epochs, site.lastSequence, site.now, site)
        guard !isEpochOfThisRun else { return }
        // The comparison reads the journal. Nothing is published during that time.
        isJumping = true
        defer { isJumping = false }
        guard
            let fork = try? await state.fork(
                epochs, last: last, isRechained: site.isRechained, hash: { try await site.ledgerHash(at: $0) })
        else { return }
        isEpochOfThisRun = true
        (own.hasBegun, published) = (false, [:])
        feed.disconnected(isEvidence: false, at: .now)
        let isCredible = fork.isCredible(last: last, now: now)
        let doubtful = max(fork.common + 1, feed.progress.firstWaiting)
        jump = await site.beginEpoch(
            behind: isCredible ? fork.named : nil, from: doubtful, before: epochs.newest?.id)
        logger.error(
            "The broker has a state of this gateway that is not from this journal; a new epoch of sequences begins",
            metadata: [
                "from": "\(doubtful)", "newest": "\(last)", "named": "\(fork.named.map { "\($0)" } ?? "another epoch")",
            ])
        if !isCredible {
            logger.error(
                "Sequences not skipped: no gateway can have reached the one that the state names",
                metadata: ["named": "\(fork.named ?? 0)"])
        }
    }

    /// Publishes state, statuses and the journal once the broker's earlier state is known, and the epoch that it made
    /// necessary is stored.
    func beginIfReady() async {
        guard let connection, own.isSettled, !own.hasBegun, !isJumping else { return }
        if let jump {
            guard site.lastSequence >= jump.entry else { return }
            feed.jumped(from: jump.last, to: jump.entry)
            self.jump = nil
        }
        guard isCompared else { return connectWithWill() }
        (own.hasBegun, stateMinute) = (true, nil)
        let limits = Feed.Limits(
            window: connection.window, largest: connection.largestPacket, acknowledges: connection.maximumQoS > 0)
        feed.connected(limits, last: site.lastSequence, at: .now)
        await state()
        statuses()
        discover()
        latest()
        emptyOldTopics()
        let commands = held
        held = []
        for command in commands { obey(command) }
    }

    /// Connects again with a will. The connection until now had none, because a will would have replaced the state to
    /// be compared.
    private func connectWithWill() {
        (isCompared, isReturning, connection) = (true, true, nil)
        standing.leaving = .returning
        Task {
            client.use(will: await offline())
            client.reconnect()
        }
    }
}
