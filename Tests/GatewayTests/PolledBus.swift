import DeviceProfiles
import Facilities
import Foundation
import Journal
import Logging
import Modbus
import ServiceLifecycle
import TestSupport

@testable import Gateway

/// A bus with devices of one profile, polled as the gateway does it.
final class PolledBus {
    let poller: Poller
    private let folder = try! TemporaryFolder()
    private let intake: Intake
    private let commits: AsyncStream<Void>
    private let group: ServiceGroup
    private let running: Task<Void, any Error>
    private static let code = Facility.Code("NJ320104D000049")!

    /// - Parameter points: the lines of a profile from `points:` on, and what else it says.
    init(
        _ endpoint: ModbusEndpoint, units: ClosedRange<UInt8> = 1...1, _ points: String,
        searchPause: Duration = .minutes(10)
    ) throws {
        let profile = try DeviceProfile(
            yaml: """
                profile: made-up
                name: {zh: x, en: x}
                source: "test"
                verified: false
                \(points)
                """, file: "made-up.yaml")
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let journal = try Journal.open(path: folder.path + "/j.sqlite", now: .now)
        let (commits, commit) = AsyncStream<Void>.makeStream()
        self.commits = commits
        intake = try Intake(
            [Facility(code: Self.code, name: "工地", settings: .dustSite)], journal: journal, logger: logger
        ) { commit.yield() }
        let devices = units.map { unit in
            let id = DeviceID(bus: "b", unit: unit)
            return (Configuration.Device(id: id, profile: profile, bus: "b", unit: unit), Self.code)
        }
        poller = Poller(
            endpoint, devices: devices, start: .now, intake: intake, logger: logger, searchPause: searchPause)
        let services: [any Service] = [Timekeeper(intake: intake, commitEvery: .milliseconds(50)), poller]
        let group = ServiceGroup(services: services, logger: logger)
        self.group = group
        running = Task { try await group.run() }
    }

    /// Returns when the newest samples are as wanted, in the order of the units.
    func wait(until isAsWanted: ([Sample]) -> Bool) async {
        for await _ in commits where isAsWanted(await intake.latestSamples(of: Self.code)) { return }
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
