import Facilities
import Foundation
import Journal
import Logging
import MQTT
import ServiceLifecycle

/// Publishes what was committed, and forgets nothing that the broker has not acknowledged. State and status go first,
/// then what is live, and back-fill beside it.
actor Uplink: Service {
    static let name = "broker"

    /// How long the broker may take to acknowledge `offline`.
    private static let patience = Duration.seconds(1)

    /// How long the first connection waits for an epoch to be kept.
    private static let patienceForEpoch = Duration.seconds(2)

    /// Nil where no broker is configured.
    let client: MQTTClient?
    let journal: Journal
    let clock: SiteClock
    let board: Board
    let intake: Intake
    private let committer: Committer
    private let epochEntry: Int64?
    let topics: Topics
    let desk: Desk
    /// What the broker may enter.
    let accepted: AcceptedKinds
    private let check: HealthCheck
    private let page: Configuration.PageSettings
    private let utcOffset: Int
    let logger: Logger
    private let inbox: Inbox
    /// Asked at the end: whether another uplink takes its place at once.
    private let staysOnline: @Sendable () -> Bool

    /// Messages that may be on their way at once; nil without a connection.
    var window: Int?
    var progress: UplinkProgress
    /// The live one goes first.
    var lanes = [Lane(isBackfill: false), Lane(isBackfill: true)]
    /// What goes before the journal: states, statuses, replies.
    var urgent: [MQTTMessage] = []
    private var urgentWaiting: Set<UInt64> = []
    var published: [Facility.Code: Status] = [:]
    /// The newest command that is being answered, behind all before it.
    var obeying: Task<Void, Never>?
    /// The bytes of the commands that wait for their answer.
    var unanswered = 0
    var retained = RetainedCommands()
    var stateMinute: Timestamp?
    /// Connections so far.
    var connections = 0
    var own = OwnState()
    /// Commands that came before our own state was settled.
    var held: [MQTTMessage] = []
    /// Subscriptions that the broker does not accept; each is reported once.
    var refusedFilters: Set<String> = []
    var hasReportedUnreadable = false
    /// Whether the newest epoch began in this run: no other journal can have it.
    var isEpochOfThisRun: Bool
    /// Whether this run may replace what the broker retains: it has compared that with the journal, or has no reason to. Before
    /// that a connection has no will.
    var isCompared: Bool
    /// Whether the next connection follows one that was there for the comparison only.
    var isReturning = false
    /// Whether this run has published a retained state.
    private(set) var hasPublished = false
    /// Whether an epoch is being entered, and the one that is not kept yet.
    var isJumping = false
    var jump: EpochJump?
    /// Nil while no other gateway publishes under our id.
    var other: OtherGateway?
    private var token: UInt64 = 0

    init(
        _ configuration: Configuration, _ keeping: Keeping, clock: SiteClock, desk: Desk, check: HealthCheck,
        journal: Journal, logger: Logger, inbox: Inbox, staysOnline: @escaping @Sendable () -> Bool
    ) throws {
        self.inbox = inbox
        self.staysOnline = staysOnline
        (board, committer, intake, self.check) = (keeping.board, keeping.committer, keeping.intake, check)
        self.clock = clock
        epochEntry = keeping.epochEntry
        isEpochOfThisRun = keeping.epochEntry != nil
        isCompared = keeping.epochEntry != nil
        self.journal = journal
        self.logger = logger
        page = configuration.page
        utcOffset = configuration.gateway.utcOffset
        let topics = Topics(
            prefix: configuration.mqtt?.topicPrefix ?? "", gateway: configuration.gateway.id,
            isPersonal: configuration.mqtt?.personal ?? false)
        self.topics = topics
        self.desk = desk
        accepted = configuration.mqtt?.accept ?? .usual
        progress = try journal.progress(of: Self.name) ?? UplinkProgress()
        client = try configuration.mqtt.map { broker in
            try MQTTClient(MQTTSettings(broker, clientID: topics.gateway)) { inbox.happened($0) }
        }
    }

    func run() async {
        // Before it is kept, nobody can be told the epoch; a journal that cannot be written is reported all the same.
        if let epochEntry, client != nil { _ = await committer.kept(upTo: epochEntry, within: Self.patienceForEpoch) }
        if isCompared { client?.use(will: offline) }
        client?.start()
        await withGracefulShutdownHandler {
            for await _ in inbox.wakeUps {
                let news = inbox.take()
                await handle(news)
                pump()
                if news.isEnding { break }
            }
        } onGracefulShutdown: {
            self.inbox.end()
        }
        // What has not said `online` replaces nothing.
        let isMissed = hasPublished && !staysOnline()
        await client?.end(lastMessage: isMissed ? offline : nil, within: Self.patience)
    }

    var offline: MQTTMessage {
        topics.state(StatePayload("offline", of: topics.gateway, .init(board, journal)))
    }

    private func handle(_ news: Inbox.News) async {
        for event in news.events { await handle(event) }
        await beginIfReady()
        if news.dropped > 0 {
            logger.warning("Commands dropped: too many came at once", metadata: ["count": "\(news.dropped)"])
        }
        if news.isJudged { statuses() }
        if news.isHealthChanged { stateMinute = nil }
        if news.isCommitted { await state() }
    }

    private func handle(_ event: MQTTEvent) async {
        switch event {
        case .connected(let window): await connected(window)
        case .disconnected(let reason):
            if window != nil { logger.warning("Broker lost", metadata: ["reason": "\(reason)"]) }
            window = nil
        case .acknowledged(let token): answered(token, isAccepted: true)
        case .refused(let token): answered(token, isAccepted: false)
        case .subscribed(let filter, let isAccepted): await subscribed(filter, isAccepted: isAccepted)
        case .received(let message) where message.topic == topics.ownState: await heard(message.payload)
        case .received(let message): obey(message)
        }
    }

    private func answered(_ token: UInt64, isAccepted: Bool) {
        urgentWaiting.remove(token)
        for index in lanes.indices { lanes[index].answered(token, isAccepted: isAccepted) }
    }

    /// A broker may have forgotten everything: all that is retained is said again.
    private func connected(_ window: Int) async {
        if !isReturning { logger.notice("Broker connected") }
        self.window = window
        (urgent, urgentWaiting, published, stateMinute) = ([], [], [:], nil)
        for index in lanes.indices { lanes[index].drop() }
        own = OwnState()
        own.isSettled = isReturning || isEpochOfThisRun
        isReturning = false
        connections += 1
        // Before anything is published, so that what the broker had comes before what we say now.
        try? client?.subscribe(topics.ownState, alwaysRetained: true)
        if isCompared { for topic in topics.commands { try? client?.subscribe(topic) } }
        settle(within: Self.patienceForAnswer)
    }

    /// Nil where no broker is configured.
    var isConnected: Bool? { client == nil ? nil : window != nil }

    /// Samples and entries that the broker has not acknowledged.
    func backlog() -> Int64 { progress.backlog(upTo: board.lastSequence) }

    // MARK: What goes first

    /// Publishes the state once a minute, and on each connection. It is not retained while the broker's has to stay.
    func state() async {
        let now = clock.now
        guard hasState, stateMinute != now.start(ofInterval: .minutes(1)) else { return }
        stateMinute = now.start(ofInterval: .minutes(1))
        let health = StatePayload.Health(await check.health(), backlog: backlog())
        // The connection may be another one by now.
        guard hasState else { return }
        var message = topics.state(StatePayload("online", of: topics.gateway, .init(board, journal), health))
        message.retain = own.hasBegun
        say(message)
        guard own.hasBegun else { return }
        hasPublished = true
        client?.use(will: offline)
    }

    private var hasState: Bool { window != nil && (own.hasBegun || jump != nil) }

    func statuses() {
        guard window != nil, own.hasBegun else { return }
        let epochs = board.epochs
        for (standing, sequence) in board.standings where published[standing.status.code] != standing.status {
            let status = standing.status
            published[status.code] = status
            let payload = StatusPayload(
                gateway: topics.gateway, status: status, qr: page.url(of: status.code),
                epoch: epochs.id(of: sequence), sequence: sequence
            )
            say(topics.message("\(status.code)/status", payload.json, retain: true))
        }
    }

    /// A retained message takes the place of an older one that is still waiting.
    private func say(_ message: MQTTMessage) {
        urgent.removeAll { $0.retain && $0.topic == message.topic }
        urgent.append(message)
    }

    // MARK: Out

    func pump() {
        while let window {
            let free = window - urgentWaiting.count - lanes[0].waiting - lanes[1].waiting
            if free > 0, sendUrgent() { continue }
            guard own.hasBegun else { return }
            if advance(0, free: free) { continue }
            // Half of the window at most: what is live never waits behind what is not.
            if advance(1, free: min(free, max(1, window / 2) - lanes[1].waiting)) { continue }
            return
        }
    }

    private func sendUrgent() -> Bool {
        guard let message = urgent.first, let token = publish(message) else { return false }
        urgent.removeFirst()
        urgentWaiting.insert(token)
        return true
    }

    /// Takes one step with a lane; false when there is none to take now.
    private func advance(_ index: Int, free: Int) -> Bool {
        if finish(index) { return true }
        // Without room nothing is loaded either: what comes until there is some goes into fewer messages.
        guard free > 0 else { return false }
        if let message = lanes[index].next {
            guard let token = publish(message) else { return false }
            lanes[index].sent(token)
            return true
        }
        do {
            return try lanes[index].load(progress, from: journal, inbox, board, topics: topics)
        } catch {
            logger.error("The journal cannot be read", metadata: ["reason": "\(error)"])
            return false
        }
    }

    /// Notes how far the broker has got; false when it has got no further.
    private func finish(_ index: Int) -> Bool {
        var accepted: [Page.Carried] = []
        var end: Int64?
        while let page = lanes[index].finish() {
            accepted += page.accepted
            end = page.end
        }
        guard let end else { return false }
        lanes[index].isBackfill ? progress.acknowledgedGap(upTo: end) : progress.acknowledgedLive(upTo: end)
        let delivered = accepted.delivered(by: Self.name, utcOffset: utcOffset)
        var judged = Judged()
        (judged.batch.progress, judged.batch.delivered) = ([Self.name: progress], delivered)
        committer.remember(judged)
        return true
    }

    private func publish(_ message: MQTTMessage) -> UInt64? {
        guard let client else { return nil }
        token += 1
        do {
            try client.publish(message, token: token)
            return token
        } catch .notConnected {
            window = nil
            return nil
        } catch {
            // It could never be sent: going on without it is better than stopping for ever.
            logger.error("Message left out", metadata: ["topic": "\(message.topic)", "reason": "\(error)"])
            inbox.happened(.refused(token))
            return token
        }
    }
}
