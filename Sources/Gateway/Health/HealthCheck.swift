import Facilities
import SiteConfiguration

/// Collects the health of all parts.
struct HealthCheck: Sendable {
    /// The entries that each unit serves, by bus.
    private let buses: [String: [[DeviceEntry]]]
    private let clock: SiteClock
    private let board: Board
    private let committer: Committer
    private let pollers: [String: Poller]
    private let pulse: Pulse
    private let storage: StorageWatch
    /// Returns the number of samples in the journal that cannot be read.
    private let unreadable: @Sendable () -> Int64

    init(
        _ configuration: Configuration, clock: SiteClock, board: Board, committer: Committer, pollers: [String: Poller],
        pulse: Pulse, storage: StorageWatch, unreadable: @escaping @Sendable () -> Int64
    ) {
        self.unreadable = unreadable
        (self.pulse, self.storage) = (pulse, storage)
        let entries = configuration.facilities.flatMap { site in
            site.devices.map { (bus: $0.bus, unit: $0.unit, id: DeviceEntry(site.facility.code, $0.id)) }
        }
        buses = Dictionary(grouping: entries, by: \.bus).mapValues { entries in
            Dictionary(grouping: entries, by: \.unit).values.map { $0.map(\.id) }
        }
        (self.clock, self.board, self.committer, self.pollers) = (clock, board, committer, pollers)
    }

    /// The time for which the check waits for a loop that hangs, for all buses together.
    private static let patience = Duration.seconds(1)

    func health() async -> GatewayHealth {
        let samples = board.latestSamples
        let deadline = ContinuousClock.now + Self.patience
        var health = GatewayHealth(
            clock: clock.report, journal: committer.health, storage: storage.storage,
            commitOverdue: committer.overdue, judgingOverdue: pulse.overdue, buses: [:])
        health.journal.unreadable = unreadable()
        for (name, units) in buses {
            let poller = pollers[name]
            let report = await poller?.report(by: deadline)
            // The newest stored sample may be old. The poller knows which units are silent now.
            let silent = Set(report?.devices.filter { $0.offlineSince != nil }.flatMap(\.serves) ?? [])
            // A unit that is read for several entries counts as answering if one of them got a value.
            let answering = units.count { entries in
                entries.contains { !silent.contains($0) && samples[$0.code]?[$0.device]?.hasValue ?? false }
            }
            health.buses[name] = GatewayHealth.Bus(
                devices: units.count, answering: answering, report: report, overdue: poller?.overdue ?? .zero)
        }
        return health
    }
}

extension Sample {
    /// Whether one of its readings has a value.
    var hasValue: Bool { readings.contains { $0.value != nil } }
}
