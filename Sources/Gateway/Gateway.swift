import Delivery
import DeviceProfiles
import Facilities
import Journal
public import Logging
import Modbus
public import ServiceLifecycle
public import SiteConfiguration
import Uplinks
import WebPage

/// The daemon, which runs its services in order of dependence.
public struct Gateway: Service {
    let configuration: Configuration
    private let problem: ConfigurationProblem
    private let manager: ServiceManager?
    private let ending: Ending
    let logger: Logger

    /// Creates a gateway that sends no notices to a service manager.
    public init(_ configuration: Configuration, logger: Logger) {
        self.init(configuration, problem: ConfigurationProblem(), manager: nil, ending: Ending(), logger: logger)
    }

    /// Creates a gateway.
    ///
    /// - Parameters:
    ///   - manager: receives the notices that the gateway runs, and that it works.
    ///   - ending: determines whether another configuration or the end of the process follows.
    init(
        _ configuration: Configuration, problem: ConfigurationProblem, manager: ServiceManager?, ending: Ending,
        logger: Logger
    ) {
        self.configuration = configuration
        self.ending = ending
        self.problem = problem
        self.manager = manager
        self.logger = logger
    }

    public func run() async throws {
        let journal = try openJournal()
        defer { journal.close() }
        let parts = try await parts(journal)
        defer { parts.release() }
        try await ServiceGroup(configuration: .init(services: parts.services.named, logger: logger)).run()
    }

    /// Opens the journal, which belongs to the gateway until it is closed.
    func openJournal() throws -> Journal {
        let settings = configuration.journal
        return try Journal.open(path: settings.path, maximumBytes: settings.budget, now: .now)
    }

    /// Returns the services with everything that they need. Errors of the machine rather than of the file, such as a
    /// journal that cannot be written, are thrown here.
    func parts(_ journal: Journal) async throws -> Parts {
        let settings = configuration.journal
        journal.log(to: logger)
        if let name = journal.quarantinedFile {
            logger.error("Journal damaged: renamed, and a new one begun", metadata: ["file": "\(name)"])
        }
        if configuration.facilities.isEmpty { logger.notice("\(Text.nothingConfigured.en)") }
        Preflight(configuration, on: .this(isService: false), now: .now).log(to: logger)
        Preflight.logSharedPlaces(of: configuration, to: logger)
        if let sequences = journal.skippedSequences {
            logger.notice("Journal is a restored copy: sequences skipped", metadata: ["sequences": "\(sequences)"])
        }
        let set = UplinkSet()
        let (clock, keeping) = try notingDamage(of: journal) {
            let clock = try SiteClock(after: journal)
            let keeping = try Keeping(
                configuration.facilities.map(\.facility), journal: journal, clock: clock,
                syncEvery: settings.syncEvery, logger: logger, uplinks: set)
            return (clock, keeping)
        }
        let (intake, committer, board) = (keeping.intake, keeping.committer, keeping.board)
        let kinds = configuration.facilities.map { ($0.facility.code, $0.facility.kind) }
        // One instance for all ways in, because it counts wrong PINs, and hashes one at a time.
        let pins = Pins(journal)
        let desk = try notingDamage(of: journal) {
            try Desk(
                keeping, journal: journal, pins: pins, kinds: Dictionary(uniqueKeysWithValues: kinds),
                linkHosts: configuration.page.linkHosts)
        }
        let pollers = pollers(intake, clock)
        let pulse = Pulse()
        let storage = StorageWatch(journal, settings) { clock.now }
        let check = HealthCheck(
            configuration, clock: clock, board: board, committer: committer, pollers: pollers, pulse: pulse,
            storage: storage, unreadable: { journal.unreadable })
        let buses = BusRequests(pollers: pollers)
        let verification = Verification(
            journal, clock: clock, utcOffset: configuration.gateway.utcOffset, logger: logger)
        let report: @Sendable () async -> GatewayReport = { [configuration, problem] in
            await GatewayReport(
                configuration, problem: problem, health: await check.health(), board: board,
                uplinks: await set.reports(), verification: verification.report, from: journal)
        }
        let remote = RemoteRequests(
            gateway: configuration.gateway.id, configuration.facilities.map(\.facility), journal: journal, board: board,
            report: report)
        let uplinks = try notingDamage(of: journal) { try self.uplinks(keeping, journal, desk, remote, check) }
        for uplink in uplinks { set.add(uplink) }
        let operators = OperatorRequests(intake: intake, board: board, pins: pins, codes: Set(kinds.map(\.0)))
        let photographs = PhotographStore(keeping, journal: journal, budget: settings.photographs, logger: logger)
        let sealing = try notingDamage(of: journal) {
            try Sealing(keeping, journal: journal, clock: clock, logger: logger)
        }
        let requests = LocalRequests(
            desk: desk, intake: intake, clock: clock, board: board, operators: operators, buses: buses,
            verification: verification, report: report,
            rates: { [configuration] month in
                try RatesReport(configuration, month: month, board: board, journal: journal, now: clock.now)
            })
        await intake.tick(clock.now)
        let heartbeat = manager.map {
            Heartbeat(manager: $0, committer: committer, board: board, check: check, uplinks: set)
        }
        let timekeeper = Timekeeper(intake: intake, committer: committer, clock: clock, pulse: pulse)
        let machine = MachineStates(
            configuration: configuration, check: check, board: board, committer: committer, uplinks: set,
            problem: problem, verification: verification, storage: storage)
        let control = ControlServer(path: settings.controlSocket, requests: requests, logger: logger)
        // Shutdown is in reverse order: polling ends first, then `offline` is published, and the last commit follows.
        // Together these take less than the five seconds that the end may take.
        var services: [any Service] = [
            bounded(
                "page", .milliseconds(400),
                try webPage(keeping, journal, desk, pins, photographs, machine, buses, verification)),
            bounded("ledger head", .milliseconds(100), LedgerLog(journal: journal, logger: logger)),
            bounded("last commit", .milliseconds(1600), committer),
            bounded("folding", .milliseconds(400), Folding(keeping, journal: journal, logger: logger)),
            bounded("sealing", .milliseconds(100), sealing), bounded("check", .milliseconds(100), verification),
            bounded("photographs", .milliseconds(100), PhotographSweep(store: photographs, clock: clock)),
        ]
        // A service without parts would end at once, and stop all others.
        if !uplinks.isEmpty {
            services.append(bounded("uplinks", .milliseconds(1100), Together(services: uplinks)))
        }
        services += [
            bounded("time", .milliseconds(100), timekeeper), bounded("local commands", .milliseconds(400), control),
        ]
        if !pollers.isEmpty {
            services.append(bounded("buses", .milliseconds(700), Polling(pollers: Array(pollers.values))))
        }
        if let heartbeat { services.append(bounded("heartbeat", .milliseconds(100), heartbeat)) }
        return Parts(services: services, journal: { committer.health }, uplinks: set)
    }

    /// The services of a gateway, and access to the state of its journal.
    struct Parts {
        var services: [any Service]
        var journal: @Sendable () -> JournalHealth
        fileprivate var uplinks: UplinkSet

        /// Lets go of everything. It must be called when the services have ended: the uplinks report on the gateway, which notifies them, and so each
        /// keeps the other.
        func release() { uplinks.removeAll() }
    }

    private func bounded(_ name: String, _ patience: Duration, _ service: any Service) -> Bounded {
        Bounded(name: name, service: service, patience: patience, ending: ending, logger: logger)
    }

    private func notingDamage<Value>(of journal: Journal, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as JournalError {
            if case .corrupt = error { journal.noteDamage() }
            throw error
        }
    }

    private func webPage(
        _ keeping: Keeping, _ journal: Journal, _ desk: Desk, _ pins: Pins, _ photographs: PhotographStore,
        _ machine: MachineStates, _ buses: BusRequests, _ verification: Verification
    ) throws -> WebPage {
        let page = configuration.page
        return try WebPage(
            host: page.host, port: page.port, site: configuration.gateway.site,
            utcOffset: configuration.gateway.utcOffset,
            access: PageAccess(
                trustedProxies: page.trustedProxies, allowsPlainPIN: page.allowsPlainPIN,
                isMetricsOpen: page.metrics == .open),
            source: JournalPageSource(
                configuration, keeping, journal: journal, problem: problem, uplinks: machine.uplinks, machine: machine,
                verification: verification),
            door: try GatewayDoor(
                configuration.facilities.map(\.facility), keeping, journal: journal, desk: desk, pins: pins,
                photographs: photographs, buses: buses),
            logger: logger
        ) { [logger] port in
            logger.notice("Page served", metadata: ["address": "http://\(page.host):\(port)/"])
        }
    }

    private func uplinks(
        _ keeping: Keeping, _ journal: Journal, _ desk: Desk, _ requests: RemoteRequests, _ check: HealthCheck
    ) throws -> [any Uplink & Service] {
        let utcOffset = configuration.gateway.utcOffset
        let positions = try UplinkPositions(
            of: configuration.uplinks, configuration.platforms, in: journal, utcOffset: utcOffset)
        if !positions.judged.isEmpty { keeping.committer.remember(positions.judged) }
        positions.log(to: logger)
        let platforms = try configuration.platforms.map { platform in
            let site = GatewayPlatformSite(platform: platform, keeping: keeping, journal: journal, desk: desk)
            return try HJ212Uplink(site, positions, logger: logger)
        }
        let brokers = try configuration.uplinks.map { uplink in
            let site = GatewayUplinkSite(
                uplink: uplink, page: configuration.page, utcOffset: utcOffset, keeping: keeping, journal: journal,
                desk: desk, requests: requests, check: check, expiries: ExpiryWatch(uplink.mqtt.security))
            return try MQTTUplink(site, configuration, positions, logger: logger) { [configuration, ending] in
                guard let next = ending.next else { return false }
                return configuration.stays(uplink.name, in: next)
            }
        }
        return brokers + platforms
    }

    /// Returns the pollers by bus. A bus without devices needs none. All TCP endpoints share one loop.
    private func pollers(_ intake: Intake, _ clock: SiteClock) -> [String: Poller] {
        let start = ContinuousClock.now
        let devices = configuration.facilities.flatMap { installation in
            installation.devices.map { ($0, installation.facility.code) }
        }
        let shared = Mailbox(to: intake)
        return Dictionary(grouping: devices) { $0.0.bus }.reduce(into: [:]) { pollers, bus in
            guard let site = configuration.buses[bus.key] else { return }
            // Opening or closing a serial port may block its loop.
            let isSerialPort = if case .rtu = site.endpoint { true } else { false }
            let mailbox = isSerialPort ? Mailbox(to: intake) : shared
            pollers[bus.key] = Poller(
                site, devices: bus.value, start: start, intake: mailbox, clock: clock, logger: logger)
        }
    }
}
