import DeviceProfiles
import Facilities
import Foundation
import Journal
import Logging
import Modbus
import ServiceLifecycle
import TestSupport
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(1))) struct RefusalTests {
    private let folder = try! TemporaryFolder()
    private let code = Facility.Code("NJ320104D000049")!
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Three points side by side, of which the device has only the first and the last.
    @Test func whatADeviceLacksIsLeftOutAndTheRestIsRead() async throws {
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, let address, let count) = request else { return .silence }
            return (Int(address)..<Int(address) + count).contains(1)
                ? .exception(.illegalAddress) : .words(Array(repeating: 7, count: count))
        }
        defer { server.stop() }
        let profile = try DeviceProfile(
            yaml: """
                profile: gap
                name: {zh: x, en: x}
                source: "test"
                verified: false
                points:
                  a: {register: holding 0, type: uint16, every: 100ms}
                  b: {register: holding 1, type: uint16, every: 100ms}
                  c: {register: holding 2, type: uint16, every: 100ms}
                """, file: "gap.yaml")
        let journal = try Journal.open(path: folder.path + "/j.sqlite", now: .now)
        let (commits, commit) = AsyncStream<Void>.makeStream()
        let intake = try Intake(
            [Facility(code: code, name: "工地", settings: .dustSite)], journal: journal, logger: logger
        ) { commit.yield() }
        let device = Configuration.Device(
            id: DeviceID(profile: "gap", bus: "b", unit: 1), profile: profile, bus: "b", unit: 1)
        let endpoint = ModbusEndpoint.tcp(host: "127.0.0.1", port: server.port)
        let poller = Poller(
            bus: ModbusBus(endpoint), cost: RequestCost(endpoint), devices: [(device, code)], start: .now,
            intake: intake,
            logger: logger)
        let group = ServiceGroup(
            services: [Timekeeper(intake: intake, commitEvery: .milliseconds(100)), poller], logger: logger)
        let running = Task { try await group.run() }
        var qualities: [Quality] = []
        for await _ in commits {
            let samples = await intake.latestSamples(of: code)
            qualities = ["a", "b", "c"].compactMap { name in
                samples.first?.readings.first { $0.quantity.rawValue == name }?.quality
            }
            if qualities == [.good, .bad(.exception), .good] { break }
        }
        #expect(qualities == [.good, .bad(.exception), .good])
        await group.triggerGracefulShutdown()
        try await running.value
    }
}
