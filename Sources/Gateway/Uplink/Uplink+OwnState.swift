import Facilities
import Journal
import Logging
import MQTT

/// What the gateway learns from its own state at the broker.
extension Uplink {
    /// How long a connection waits for the broker's answer to the subscription.
    static let patienceForAnswer = Duration.seconds(2)

    /// How long it waits for a retained state behind that answer. A broker sends the two together.
    private static let patienceForState = Duration.milliseconds(500)

    /// Lets the connection begin when no state of ours has come in time.
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

    /// The broker has answered a subscription.
    func subscribed(_ filter: String, isAccepted: Bool) async {
        guard !isAccepted else {
            if filter == topics.ownState { settle(within: Self.patienceForState) }
            return
        }
        if refusedFilters.insert(filter).inserted {
            logger.warning(
                "Subscription refused by the broker; continuing without it", metadata: ["topic": "\(filter)"])
        }
        if filter == topics.ownState { own.isSettled = true }
        await beginIfReady()
    }

    /// A message on our own state's topic: until our own comes back, it is what the broker had before.
    func heard(_ payload: [UInt8]) async {
        guard !payload.isEmpty else { return }
        guard let state = RetainedState(payload, of: topics.gateway) else {
            if !hasReportedUnreadable { logger.warning("A message on our own state's topic is no state; ignored") }
            hasReportedUnreadable = true
            own.isSettled = true
            return await beginIfReady()
        }
        let isOurs = state.instance == .current
        guard !own.hasComeBack else {
            if !isOurs { note(other: state.instance) }
            return
        }
        if isOurs { own.hasComeBack = true }
        own.isSettled = true
        // What this run has published is no evidence of another journal.
        if !isOurs || !hasPublished { await compare(state) }
        await beginIfReady()
    }

    /// Remembers the other gateway. It is logged once, since it may send as often as it likes.
    private func note(other instance: Instance?) {
        let name = instance?.description
        if other == nil {
            logger.error(
                "Another gateway publishes with this gateway's id", metadata: ["instance": "\(name ?? "unknown")"])
        }
        let now = clock.now
        other = OtherGateway(instance: name, since: other?.since ?? now, last: now)
    }

    /// Begins an epoch if the broker has a state that is not from this journal; once a run.
    private func compare(_ state: RetainedState) async {
        let (epochs, last, now) = (board.epochs, board.lastSequence, clock.now)
        guard !isEpochOfThisRun,
            let fork = try? state.fork(
                epochs, last: last, isRechained: journal.rechaining != nil, hash: { try journal.ledgerHash(at: $0) })
        else { return }
        isEpochOfThisRun = true
        isJumping = true
        (own.hasBegun, published) = (false, [:])
        for index in lanes.indices { lanes[index].drop() }
        let isCredible = fork.isCredible(last: last, now: now)
        let doubtful = max(fork.common + 1, progress.firstWaiting)
        jump = await intake.begin(
            behind: isCredible ? fork.named : nil, from: doubtful, before: epochs.newest?.id, now: now)
        isJumping = false
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

    /// Publishes state, statuses and the journal once what the broker had is known, and the epoch is kept that it made necessary.
    func beginIfReady() async {
        guard window != nil, own.isSettled, !own.hasBegun, !isJumping else { return }
        if let jump {
            guard board.lastSequence >= jump.entry else { return }
            progress.connected(last: jump.last)
            progress.acknowledgedLive(upTo: jump.entry - 1)
            self.jump = nil
        }
        guard isCompared else { return connectWithWill() }
        (own.hasBegun, stateMinute) = (true, nil)
        progress.connected(last: board.lastSequence)
        await state()
        statuses()
        let commands = held
        held = []
        for command in commands { obey(command) }
    }

    /// Connects again with a will. The connection until now had none: it would have replaced what was to be compared.
    private func connectWithWill() {
        (isCompared, isReturning, window) = (true, true, nil)
        client?.use(will: offline)
        client?.reconnect()
    }
}
