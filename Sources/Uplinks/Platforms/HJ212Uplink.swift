public import Delivery
public import Facilities
public import HJ212
public import Logging
public import ServiceLifecycle

/// Sends readings to a platform by HJ 212, and answers what it asks.
///
/// The `Feed` decides what is sent and remembered of the journal, and the `Conversation` what is said and understood. Between the two stand
/// packets of means by their keys: each is read from the journal when it is sent, so that it has what is newest.
public actor HJ212Uplink: Uplink, Service {
    /// The settings and the state with which it begins.
    public struct Start: Sendable {
        public var name: String
        public var host: String
        public var port: UInt16
        public var edition: Edition
        public var stations: [PlatformStation]
        public var answers: Bool
        public var terms: PlatformTerms
        public var progress: UplinkProgress
        /// Every minute that began before has its means in the journal.
        public var closed: Timestamp
        /// A time after every `QN` that earlier runs gave; nil if there was none.
        public var lastNumber: BeijingTime?

        public init(
            name: String, host: String, port: UInt16, edition: Edition, stations: [PlatformStation], answers: Bool,
            terms: PlatformTerms, progress: UplinkProgress, closed: Timestamp, lastNumber: BeijingTime? = nil
        ) {
            self.lastNumber = lastNumber
            (self.name, self.host, self.port, self.edition) = (name, host, port, edition)
            (self.stations, self.answers, self.terms) = (stations, answers, terms)
            (self.progress, self.closed) = (progress, closed)
        }
    }

    /// A report that waits for its answer under a number.
    enum Flight {
        /// A packet of means, and what is still to be sent with it.
        case means(PlatformKey, all: [Report], rest: ArraySlice<Report>)
        case other
    }

    public nonisolated let name: String
    nonisolated let inbox = PlatformInbox()
    let start: Start
    let site: any PlatformSite
    let source: any ItemSource
    let access: @Sendable () throws -> PlatformAccess
    let logger: Logger
    let packer: PlatformPacker
    /// The figures of each station, by `MN`.
    let figures: [String: PlatformFigures]
    private let began = ContinuousClock.now

    /// The conversation; nil before the password could be read.
    var conversation: Conversation?
    var password: String?
    var feed: Feed
    var outbox = PlatformOutbox()
    var flights: [Int: Flight] = [:]
    var lastFlight = 0
    var line: PlatformLine?
    /// The number of the connection, or of the attempt.
    var lineNumber = 0
    var standing: PlatformStanding
    var terms: PlatformTerms
    var closed: Timestamp
    /// The newest sequence that the feed was told of: the end of an interval of means.
    var gate: Int64
    /// The time at which current values are due, in ms of uptime.
    var realtimeDue: Int64 = 0
    /// The `DataTime` of the newest current values, by `MN`.
    var sentRealtime: [String: BeijingTime] = [:]
    var hasSaidRestart = false
    /// Reports that are to be sent before anything else, with their stations.
    var urgent: [(station: String, report: Report)] = []
    var sent = UplinkCounts()
    var reasons = ReasonLog()
    var refusals: UInt64 = 0

    /// - Parameter access: is called before each connection; what it throws is why there is none.
    public init(
        _ start: Start, access: @escaping @Sendable () throws -> PlatformAccess, site: any PlatformSite,
        source: any ItemSource, logger: Logger
    ) {
        (name, self.start, self.access, self.site, self.source) = (start.name, start, access, site, source)
        var logger = logger
        logger[metadataKey: "uplink"] = "\(start.name)"
        self.logger = logger
        (terms, closed, gate) = (start.terms, start.closed, start.progress.live)
        let packer = PlatformPacker(start.stations, minutes: start.terms.minutes)
        self.packer = packer
        figures = Dictionary(start.stations.map { ($0.number, PlatformFigures($0)) }) { first, _ in first }
        feed = Feed(start.progress, .platform(start.stations)) { items, _, _ in packer.parcels(items) }
        standing = PlatformStanding(address: "\(start.host):\(start.port)", since: site.now, now: .now)
    }

    public nonisolated func committed(_ what: Committed) { inbox.committed(what) }

    public nonisolated func tried(isChanged: Bool) {}

    public func run() async {
        let ticking = Task { [inbox] in
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(1))
                inbox.wake()
            }
        }
        await withGracefulShutdownHandler {
            inbox.wake()
            for await _ in inbox.wakeUps {
                let news = inbox.take()
                if news.isEnding { break }
                handle(news)
                connectIfDue()
                await pump()
            }
        } onGracefulShutdown: {
            self.inbox.end()
        }
        ticking.cancel()
        line?.close()
    }

    /// Now, by both clocks.
    var moment: Conversation.Moment {
        Conversation.Moment(uptime: (ContinuousClock.now - began).milliseconds, time: BeijingTime(site.now))
    }

    private func handle(_ news: PlatformInbox.News) {
        if let closed = news.closed { take(closed, news.kept) }
        for (number, event) in news.events where number == lineNumber { handle(event) }
        tick()
    }

    /// Minutes ended. The feed hears of it at the end of an interval, when its packet can be sent.
    private func take(_ time: Timestamp, _ sequence: Int64?) {
        let length = Duration.minutes(packer.minutes)
        let isEnd = time.start(ofInterval: length) != closed.start(ofInterval: length)
        closed = time
        guard isEnd, let sequence else { return }
        gate = sequence
        feed.kept(upTo: sequence)
    }

    private func tick() {
        guard var conversation, standing.isConnected else { return }
        let actions = conversation.tick(moment)
        self.conversation = conversation
        perform(actions)
    }

    // MARK: How it goes

    public func counts() -> UplinkCounts { sent }

    public func report() -> UplinkReport {
        var report = UplinkReport(name: name, address: standing.address, since: standing.since)
        report.isConnected = standing.isConnected
        report.version = "HJ 212-\(start.edition == .y2025 ? 2025 : 2017)"
        report.isConfirmed = start.answers
        (report.reason, report.publicReason) = (standing.reason, standing.publicReason)
        report.backlog = feed.backlog(upTo: gate)
        return report
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
