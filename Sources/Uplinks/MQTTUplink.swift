public import Delivery
public import Facilities
public import Logging
public import MQTT
public import ServiceLifecycle

/// Publishes to a broker what was committed, and keeps it until the broker has accepted it. State and statuses come
/// first, then live items, and back-fill beside these.
public actor MQTTUplink: Uplink, Service {
    /// The settings of an uplink and the state from which it continues.
    public struct Start: Sendable {
        /// The name of the uplink in the configuration.
        public var name: String
        /// The address of the broker, without a secret.
        public var address: String
        /// The topics below which it publishes.
        public var topics: Topics
        /// The place at which each device measures, for the devices for which one is configured.
        public var places: [DeviceEntry: String]
        /// Whether samples are sent as one row per sample instead of one column per quantity.
        public var isRows: Bool
        /// The facilities that have statuses.
        public var codes: Set<Facility.Code>
        /// The position from which it continues in the journal.
        public var progress: UplinkProgress
        /// The selection of items of the journal to send.
        public var chooser: Chooser
        /// The topics under which the broker retains something of this gateway.
        public var retained: Set<String>
        /// The items that the broker refused and that are no longer sent.
        public var quarantined: [Quarantined]
        /// Whether an epoch begins with this run, so that no other journal can have it.
        public var beginsEpoch: Bool
        /// The sequence of the newest `clock` entry; nil if the journal has none.
        public var clock: Int64?
        /// The settings for discovery by Home Assistant; nil if it is not used.
        public var homeAssistant: HomeAssistant?

        /// Creates the settings. Their defaults are those of a new uplink of a gateway without devices.
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

    /// The time in which the broker must acknowledge `offline`.
    private static let patience = Duration.seconds(1)
    /// The time for which the first connection waits until an epoch is stored.
    private static let patienceForEpoch = Duration.seconds(2)

    /// The name of the uplink in the configuration.
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
    /// Returns whether another uplink replaces this one at once. It is called at the end.
    private let staysOnline: @Sendable () -> Bool

    var feed: Feed
    var topicNames: TopicNames
    /// The present connection; nil without one.
    var connection: Connection?
    var standing: LinkStanding
    var acknowledgements: AcknowledgementClock
    /// Whether the broker has acknowledged something on this connection.
    var isHeard = false
    /// Whether the broker has answered a subscription on this connection.
    var isSubscribed = false
    /// Whether items of the journal wait for the other messages. The broker ended the last connection, and the order
    /// shows which message makes it end this one.
    var isOrderly = false
    var urgent = OwnMessages()
    /// The refused topics of the gateway's own messages, and its refused subscriptions.
    var refusedTopics = RefusedTopics()
    var refusedFilters = RefusedTopics()
    var retained: RetainedTopics
    /// The number of items that are no longer sent, and the newest of them.
    var quarantined: (count: Int, newest: Quarantined?)
    var reasons = ReasonLog()
    var sent = UplinkCounts()
    var published: [Facility.Code: Status] = [:]
    var pace = LatestPace()
    var retainedCommands = RetainedCommands()
    var stateMinute: Timestamp?
    /// The refused topics in the state that was published last.
    var refusedInState: Set<String> = []
    /// The number of connections so far.
    var connections = 0
    var own = OwnState()
    /// The commands that arrived before the gateway's own state was settled.
    var held: [MQTTMessage] = []
    var hasReportedUnreadable = false
    /// Whether the newest epoch began in this run, so that no other journal can have it.
    var isEpochOfThisRun: Bool
    /// Whether this run may replace the state that the broker retains: it has compared that state with the journal, or
    /// has no reason to. Before that a connection has no will.
    var isCompared: Bool
    /// Whether the next connection follows one that was made only for the comparison.
    var isReturning = false
    /// Whether this run has published a retained state.
    var hasPublished = false
    /// Whether an epoch is being entered, and the epoch that is not stored yet.
    var isJumping = false
    var jump: EpochJump?
    /// The instances of states that were retained before this run published its own. A broker that was restored may
    /// send them again. Each instance has the newest sequence that it named.
    var former: [Instance?: Int64] = [:]
    /// The other gateway that publishes under this gateway's id; nil if there is none.
    var other: OtherGateway?
    private var alarm: Task<Void, Never>?

    /// Creates an uplink, which connects once it runs.
    ///
    /// - Parameters:
    ///   - settings: returns the settings; it is called before each connection. An error that it throws is the reason why
    ///     there is none.
    ///   - source: returns the items that are not in memory.
    ///   - acknowledgements: determines the time in which the broker must acknowledge a message.
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
        topicNames = TopicNames(start.topics)
        feed = Feed(start.progress, start.chooser) { packer.parcels($0, clock: $1, isBackfill: $2) }
        retained = RetainedTopics(start.retained, of: start.name)
        quarantined = (start.quarantined.count, start.quarantined.last)
        (isEpochOfThisRun, isCompared) = (start.beginsEpoch, start.beginsEpoch)
        standing = LinkStanding(address: start.address, since: site.now)
    }

    /// Notes a commit, so that what it contains is sent.
    public nonisolated func committed(_ what: Committed) { inbox.committed(what) }

    /// Notes that a commit failed or succeeded again. `isChanged` is whether the obstacle has changed or is gone.
    public nonisolated func tried(isChanged: Bool) { inbox.tried(isChanged: isChanged) }

    public func run() async {
        // The epoch cannot be published before it is stored. A journal that cannot be written is reported nevertheless.
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
        // A gateway that has not published `online` replaces nothing.
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

    /// Wakes the uplink a second later if there may be something to do without news.
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
