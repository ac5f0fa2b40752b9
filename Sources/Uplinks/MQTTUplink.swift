public import Delivery
public import Facilities
public import Logging
public import MQTT
public import ServiceLifecycle

/// Publishes what was committed to a broker, and forgets nothing that the broker has not accepted. State and status go first, then
/// what is live, and back-fill beside it.
public actor MQTTUplink: Uplink, Service {
    /// What an uplink is and what it continues with.
    public struct Start: Sendable {
        public var name: String
        /// The address of the broker, without a secret.
        public var address: String
        public var topics: Topics
        /// Where each device measures, for those of which the site says it.
        public var places: [DeviceEntry: String]
        /// Whether samples are sent a row a sample, and not a column a quantity.
        public var isRows: Bool
        /// The facilities that have statuses.
        public var codes: Set<Facility.Code>
        public var progress: UplinkProgress
        /// What is sent of the journal.
        public var chooser: Chooser
        /// The topics under which the broker retains something of this gateway.
        public var retained: Set<String>
        public var quarantined: [Quarantined]
        /// Whether an epoch begins with this run: no other journal can have it.
        public var beginsEpoch: Bool
        /// The sequence of the newest `clock` entry.
        public var clock: Int64?
        /// What Home Assistant is to find; nil for nothing.
        public var homeAssistant: HomeAssistant?

        public init(
            name: String, address: String, topics: Topics, codes: Set<Facility.Code>, progress: UplinkProgress,
            chooser: Chooser, places: [DeviceEntry: String] = [:], isRows: Bool = false, retained: Set<String> = [],
            quarantined: [Quarantined] = [], beginsEpoch: Bool = false, clock: Int64? = nil,
            homeAssistant: HomeAssistant? = nil
        ) {
            (self.name, self.address, self.topics, self.codes) = (name, address, topics, codes)
            (self.places, self.isRows) = (places, isRows)
            (self.progress, self.chooser, self.retained) = (progress, chooser, retained)
            self.quarantined = quarantined
            (self.beginsEpoch, self.clock, self.homeAssistant) = (beginsEpoch, clock, homeAssistant)
        }
    }

    /// How long the broker may take to acknowledge `offline`.
    private static let patience = Duration.seconds(1)
    /// How long the first connection waits for an epoch to be kept.
    private static let patienceForEpoch = Duration.seconds(2)

    public nonisolated let name: String
    nonisolated let inbox: Inbox
    let client: MQTTClient
    let site: any UplinkSite
    let source: any ItemSource
    let topics: Topics
    let codes: Set<Facility.Code>
    let homeAssistant: HomeAssistant?
    let logger: Logger
    let commands = CommandsIn()
    /// Asked at the end: whether another uplink takes its place at once.
    private let staysOnline: @Sendable () -> Bool

    var feed: Feed<MQTTMessage>
    /// Nil without a connection.
    var connection: Connection?
    var standing: LinkStanding
    var acknowledgements: AcknowledgementClock
    /// Whether the broker has acknowledged something on this connection.
    var isHeard = false
    /// Whether the broker has answered a subscription on this connection.
    var isSubscribed = false
    /// Whether what is of the journal waits for what is not: the broker ended the last connection, and what it ends this one over is to
    /// show.
    var isOrderly = false
    var urgent = OwnMessages()
    /// What the broker refuses of what the gateway publishes on its own, and of what it subscribes to.
    var refusedTopics = RefusedTopics()
    var refusedFilters = RefusedTopics()
    var retained: RetainedTopics
    /// The number of items that are not sent any more, and the newest of them.
    var quarantined: (count: Int, newest: Quarantined?)
    var reasons = ReasonLog()
    var sent = UplinkCounts()
    var published: [Facility.Code: Status] = [:]
    var pace = LatestPace()
    var retainedCommands = RetainedCommands()
    var stateMinute: Timestamp?
    /// The topics that the state published last names as refused.
    var refusedInState: Set<String> = []
    /// Connections so far.
    var connections = 0
    var own = OwnState()
    /// Commands that came before our own state was settled.
    var held: [MQTTMessage] = []
    var hasReportedUnreadable = false
    /// Whether the newest epoch began in this run: no other journal can have it.
    var isEpochOfThisRun: Bool
    /// Whether this run may replace what the broker retains: it has compared that with the journal, or has no reason to. Before
    /// that a connection has no will.
    var isCompared: Bool
    /// Whether the next connection follows one that was there for the comparison only.
    var isReturning = false
    /// Whether this run has published a retained state.
    var hasPublished = false
    /// Whether an epoch is being entered, and the one that is not kept yet.
    var isJumping = false
    var jump: EpochJump?
    /// The instances of states that were retained before this run published its own: they may come again from a broker that was
    /// restored. Each has the newest sequence that it named.
    var former: [Instance?: Int64] = [:]
    /// Nil while no other gateway publishes under our id.
    var other: OtherGateway?
    private var alarm: Task<Void, Never>?

    /// - Parameters:
    ///   - settings: is called before each connection; what it throws is why there is none.
    ///   - source: answers for what is not in memory.
    ///   - acknowledgements: says how long the broker may take to acknowledge a message.
    public init(
        _ start: Start, settings: @escaping @Sendable () throws -> MQTTSettings, site: any UplinkSite,
        source: any ItemSource, logger: Logger, acknowledgements: AcknowledgementClock = AcknowledgementClock(),
        staysOnline: @escaping @Sendable () -> Bool
    ) {
        (name, topics, codes, homeAssistant) = (start.name, start.topics, start.codes, start.homeAssistant)
        (self.site, self.source, self.staysOnline) = (site, source, staysOnline)
        self.acknowledgements = acknowledgements
        var logger = logger
        logger[metadataKey: "uplink"] = "\(start.name)"
        self.logger = logger
        let inbox = Inbox(after: site.lastSequence, clock: start.clock)
        self.inbox = inbox
        client = MQTTClient(settings: settings) { inbox.happened($0) }
        let packer = Packer(topics: start.topics, places: start.places, isRows: start.isRows) { site.epochs }
        feed = Feed(start.progress, start.chooser) { packer.parcels($0, clock: $1, isBackfill: $2) }
        retained = RetainedTopics(start.retained, of: start.name)
        quarantined = (start.quarantined.count, start.quarantined.last)
        (isEpochOfThisRun, isCompared) = (start.beginsEpoch, start.beginsEpoch)
        standing = LinkStanding(address: start.address, since: site.now)
    }

    public nonisolated func committed(_ what: Committed) { inbox.committed(what) }

    public nonisolated func tried(isChanged: Bool) { inbox.tried(isChanged: isChanged) }

    public func run() async {
        // Before it is kept, nobody can be told the epoch; a journal that cannot be written is reported all the same.
        if isEpochOfThisRun { await site.epochIsKept(within: Self.patienceForEpoch) }
        if isCompared { client.use(will: await offline()) }
        client.start()
        let commands = commands
        let obeying = Task { await commands.run { await self.carryOut($0) } }
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
        commands.end()
        alarm?.cancel()
        // What has not said `online` replaces nothing.
        let isMissed = hasPublished && !staysOnline()
        await client.end(lastMessage: isMissed ? fitting(await offline()) : nil, within: Self.patience)
        obeying.cancel()
    }

    private func handle(_ news: Inbox.News) async {
        for event in news.events { await handle(event) }
        if let last = news.kept { feed.kept(upTo: last) }
        await beginIfReady()
        lookAtTime()
        if news.dropped > 0 {
            logger.warning("Commands dropped: too many came at once", metadata: ["count": "\(news.dropped)"])
        }
        if news.isJudged { statuses() }
        if news.isCommitted || pace.isWaiting { latest() }
        if news.isCommitted { subscribeAgain() }
        if news.isHealthChanged { stateMinute = nil }
        if news.isCommitted { await state() }
    }

    private func handle(_ event: MQTTEvent) async {
        switch event {
        case .connected(let connection): connected(connection)
        case .disconnected(let end): disconnected(end)
        case .answered(let token, let code): answered(token, code)
        case .subscribed(let filter, let code): await subscribed(filter, code)
        case .received(let message) where message.topic == topics.ownState: await heard(message.payload)
        case .received(let message): obey(message)
        }
    }

    // MARK: Time

    /// Ends a connection on which messages stay without an acknowledgement.
    private func lookAtTime() {
        let now = ContinuousClock.now
        if client.hasUnwritten { acknowledgements.writing(at: now) }
        if connection != nil, acknowledgements.isOverdue(at: now) {
            acknowledgements.forget()
            feed.lostPatience()
            leave(.noAcknowledgement(for: acknowledgements.patience), for: standing.patiencePause())
        }
        wakeUpLater()
    }

    /// Wakes up a second later where something may have to be done without news.
    private func wakeUpLater() {
        guard alarm == nil, isWaiting else { return }
        alarm = Task { [weak self] in
            try? await Task.sleep(for: .seconds(1))
            await self?.wakeUp()
        }
    }

    private var isWaiting: Bool {
        acknowledgements.count > 0 || feed.wakeTime != nil || urgent.isHeld || pace.isWaiting
    }

    private func wakeUp() {
        alarm = nil
        inbox.wake()
    }

    /// Ends the connection, and connects again after a pause.
    func leave(_ reason: LinkStanding.Leaving, for pause: Duration) {
        standing.leaving = reason
        client.reconnect(pause: pause)
    }
}
