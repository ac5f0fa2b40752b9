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

    /// Bytes of the commands that may wait for their answer; a single one is always taken.
    private static let mostUnanswered = 4 << 20

    /// Messages that may wait before the journal's. A reply beyond it is dropped.
    private static let mostUrgent = 1000

    /// Nil where no broker is configured.
    private let client: MQTTClient?
    private let journal: Journal
    private let clock: SiteClock
    private let board: Board
    private let committer: Committer
    private let topics: Topics
    private let desk: Desk
    /// What the broker may enter.
    private let accepted: AcceptedKinds
    private let check: HealthCheck
    private let page: Configuration.PageSettings
    private let utcOffset: Int
    private let logger: Logger
    private let inbox: Inbox
    /// Asked at the end: whether another uplink takes its place at once.
    private let staysOnline: @Sendable () -> Bool

    /// Messages that may be on their way at once; nil without a connection.
    private var window: Int?
    private var progress: UplinkProgress
    /// The live one goes first.
    private var lanes = [Lane(isBackfill: false), Lane(isBackfill: true)]
    /// What goes before the journal: states, statuses, replies.
    private var urgent: [MQTTMessage] = []
    private var urgentWaiting: Set<UInt64> = []
    private var published: [Facility.Code: Status] = [:]
    /// The newest command that is being answered, behind all before it.
    private var obeying: Task<Void, Never>?
    /// The bytes of the commands that wait for their answer.
    private var unanswered = 0
    private var retained = RetainedCommands()
    private var stateMinute: Timestamp?
    private var token: UInt64 = 0

    init(
        _ configuration: Configuration, clock: SiteClock, board: Board, committer: Committer, desk: Desk,
        check: HealthCheck, journal: Journal, logger: Logger, inbox: Inbox, staysOnline: @escaping @Sendable () -> Bool
    ) throws {
        self.inbox = inbox
        self.staysOnline = staysOnline
        (self.clock, self.board, self.committer, self.check) = (clock, board, committer, check)
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
            var settings = try MQTTSettings(broker, clientID: topics.gateway)
            settings.will = topics.state(StatePayload(gateway: topics.gateway, state: "offline"))
            return try MQTTClient(settings) { inbox.happened($0) }
        }
    }

    func run() async {
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
        let offline = topics.state(StatePayload(gateway: topics.gateway, state: "offline"))
        await client?.end(lastMessage: staysOnline() ? nil : offline, within: Self.patience)
    }

    private func handle(_ news: Inbox.News) async {
        for event in news.events { await handle(event) }
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
        case .received(let message): obey(message)
        }
    }

    private func answered(_ token: UInt64, isAccepted: Bool) {
        urgentWaiting.remove(token)
        for index in lanes.indices { lanes[index].answered(token, isAccepted: isAccepted) }
    }

    /// A broker may have forgotten everything: all that is retained is said again.
    private func connected(_ window: Int) async {
        logger.notice("Broker connected")
        self.window = window
        (urgent, urgentWaiting, published, stateMinute) = ([], [], [:], nil)
        for index in lanes.indices { lanes[index].drop() }
        progress.connected(last: (try? journal.lastSequence()) ?? progress.live)
        for topic in topics.commands { try? client?.subscribe(topic) }
        await state()
        statuses()
    }

    /// Answers commands one after the other, and beside everything else: an answer may wait for the journal.
    private func obey(_ message: MQTTMessage) {
        guard !message.retain else { return refuse(retained: message) }
        let size = message.payload.count + 1024
        let source = Source.uplink(Self.name, accepts: accepted)
        guard unanswered == 0 || unanswered + size <= Self.mostUnanswered else {
            let id = try? Command(message.payload, from: source).id
            return answer(message, Reply(Refusal(.tooMany)).under(id ?? nil))
        }
        unanswered += size
        let (before, desk, target) = (obeying, desk, topics.target(ofCommand: message.topic))
        obeying = Task {
            await before?.value
            let reply = await desk.reply(to: message.payload, for: target, from: source, now: clock.now)
            unanswered -= size
            answer(message, reply)
        }
    }

    /// Refuses a command that the broker would send at every connection: it would be carried out each time. One without
    /// content is how a topic is emptied.
    private func refuse(retained message: MQTTMessage) {
        guard !message.payload.isEmpty, retained.isNew(message) else { return }
        logger.warning(
            "Retained command refused; publish it without retain, and empty its topic with an empty retained message",
            metadata: ["topic": "\(message.topic)"])
        answer(message, Reply(Refusal(.retained)))
    }

    private func answer(_ message: MQTTMessage, _ reply: Reply) {
        guard let topic = message.responseTopic else { return }
        var answer = MQTTMessage(topic: topic, payload: reply.json, contentType: "application/json")
        answer.correlation = message.correlation
        guard urgent.count < Self.mostUrgent else {
            logger.warning("Reply dropped: the broker does not acknowledge", metadata: ["topic": "\(topic)"])
            return
        }
        urgent.append(answer)
        pump()
    }

    /// Nil where no broker is configured.
    var isConnected: Bool? { client == nil ? nil : window != nil }

    /// Samples and entries that the broker has not acknowledged.
    func backlog() -> Int64 { progress.backlog(upTo: board.lastSequence) }

    // MARK: What goes first

    /// Once a minute, and on each connection.
    private func state() async {
        let now = clock.now
        guard window != nil, stateMinute != now.start(ofInterval: .minutes(1)) else { return }
        stateMinute = now.start(ofInterval: .minutes(1))
        let health = StatePayload.Health(
            await check.health(), backlog: backlog(),
            ledger: (try? journal.ledgerHead()).map(StatePayload.Ledger.init))
        say(topics.state(StatePayload(gateway: topics.gateway, state: "online", health: health)))
    }

    private func statuses() {
        guard window != nil else { return }
        for (standing, sequence) in board.standings where published[standing.status.code] != standing.status {
            let status = standing.status
            published[status.code] = status
            let payload = StatusPayload(
                gateway: topics.gateway, status: status, qr: page.url(of: status.code), sequence: sequence
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

    private func pump() {
        while let window {
            let free = window - urgentWaiting.count - lanes[0].waiting - lanes[1].waiting
            if free > 0, sendUrgent() { continue }
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
            return try lanes[index].load(progress, from: journal, inbox, topics: topics)
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
