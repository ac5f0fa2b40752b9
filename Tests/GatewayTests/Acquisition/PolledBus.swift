import DeviceProfiles
import Facilities
import Foundation
import Journal
import Logging
import Modbus
import ServiceLifecycle
import TestSupport

@testable import Gateway
@testable import SiteConfiguration

/// A bus with devices, polled as the gateway does it.
final class PolledBus {
    let poller: Poller
    let journal: Journal
    private let folder = try! TemporaryFolder()
    private let keeping: Keeping
    private let commits: AsyncStream<Void>
    private let group: ServiceGroup
    private let running: Task<Void, any Error>
    private static let code = Facility.Code("NJ320104D000049")!

    /// Device entries of some facilities.
    init(
        _ endpoint: BusEndpoint, entries: [(Configuration.Device, Facility.Code)],
        searchPause: Duration = .minutes(10)
    ) throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        journal = try Journal.open(path: folder.path + "/j.sqlite", now: .now)
        let (commits, commit) = AsyncStream<Void>.makeStream()
        self.commits = commits
        let facilities = Set(entries.map(\.1)).sorted().map { Facility(code: $0, name: "工地", settings: .dustSite) }
        let clock = SiteClock.believed()
        keeping = try Keeping(
            facilities, journal: journal, clock: clock, syncEvery: .seconds(10), logger: logger
        ) { commit.yield() }
        poller = Poller(
            SiteBus(endpoint), devices: entries, start: .now, intake: Mailbox(to: keeping.intake), clock: clock,
            logger: logger,
            searchPause: searchPause)
        let services: [any Service] = [
            keeping.committer,
            Timekeeper(intake: keeping.intake, committer: keeping.committer, clock: clock, pulse: Pulse()),
            Polling(pollers: [poller]),
        ]
        let group = ServiceGroup(services: services, logger: logger)
        self.group = group
        running = Task { try await group.run() }
    }

    /// One facility with devices of one profile.
    ///
    /// - Parameter points: the lines of a profile from `points:` on, and what else it says.
    convenience init(
        _ endpoint: BusEndpoint, units: ClosedRange<UInt8> = 1...1, _ points: String,
        searchPause: Duration = .minutes(10)
    ) throws {
        let devices = try units.map { unit in (try Self.entry(nil, unit: unit, points), Self.code) }
        try self.init(endpoint, entries: devices, searchPause: searchPause)
    }

    /// - Parameters:
    ///   - name: nil for bus and unit.
    ///   - points: as above.
    static func entry(_ name: String?, unit: UInt8 = 1, _ points: String) throws -> Configuration.Device {
        let profile = try DeviceProfile(
            yaml: """
                profile: made-up
                name: {zh: x, en: x}
                source: "test"
                verified: false
                \(points)
                """, file: "made-up.yaml")
        let id = name.map { DeviceID($0) } ?? DeviceID(bus: "b", unit: unit)
        return Configuration.Device(id: id, profile: profile, bus: "b", unit: unit)
    }

    /// Returns when the newest samples of all facilities are as wanted.
    func waitForAll(until isAsWanted: ([Facility.Code: [DeviceID: Sample]]) -> Bool) async {
        for await _ in commits where isAsWanted(keeping.board.latestSamples) { return }
    }

    /// Returns when so many samples of an entry are kept.
    func wait(for count: Int, of code: Facility.Code, _ name: String) async throws {
        for await _ in commits where try samples(of: code, name).count >= count { return }
    }

    /// All that are kept of a device of the one facility.
    func allSamples(of device: DeviceID) throws -> [Sample] {
        try samples(of: Self.code, device.description)
    }

    /// All that are kept.
    func samples(of code: Facility.Code, _ name: String) throws -> [Sample] {
        try journal.portion(after: 0, limit: 100_000).compactMap { item in
            guard case .sample(let kept) = item, kept.facility == code, kept.content.device == DeviceID(name) else {
                return nil
            }
            return kept.content
        }
    }

    /// Returns when the newest samples are as wanted, in the order of the units.
    func wait(until isAsWanted: ([Sample]) -> Bool) async {
        for await _ in commits where isAsWanted(newest) { return }
    }

    private var newest: [Sample] {
        keeping.board.latestSamples[Self.code, default: [:]].values.sorted {
            $0.device.description < $1.device.description
        }
    }

    func end() async throws {
        await group.triggerGracefulShutdown()
        try await running.value
    }
}

extension Sample {
    func quality(_ point: String) -> Quality? { readings.first { $0.quantity.rawValue == point }?.quality }
    func value(_ point: String) -> Double? { readings.first { $0.quantity.rawValue == point }?.value }
}
