import Delivery
import Facilities
import Foundation
import HJ212
import Journal
import Logging
import Simulator
import SiteConfiguration
import Synchronization
import TestSupport

@testable import Gateway
@testable import Uplinks

/// A gateway with a broker and a platform, whose clock a test turns: everything between the buses and the two sockets is the
/// gateway's own.
final class DrivenSite: Sendable {
    /// Midnight in Beijing.
    static let midnight = Timestamp("2026-12-01T16:00:00Z")!
    static let code = Facility.Code("NJ320104D000049")!

    let broker: ScriptedBroker
    let platform: HJ212Platform
    let journal: Journal
    let keeping: Keeping
    private let machine = TurnedClock(at: midnight)
    private let device: DeviceID
    private let isBrokerAway: Box<Bool>
    private let received: Box<[Packet]>
    private let uplinks: (broker: MQTTUplink, platform: HJ212Uplink)
    private let running: [Task<Void, Never>]

    /// Starts the gateway with its uplinks.
    ///
    /// - Parameters:
    ///   - isRefusing: whether the platform closes each connection at first.
    ///   - script: what the platform does with each packet.
    init(
        _ folder: TemporaryFolder, isRefusing: Bool = false,
        script: @escaping HJ212Platform.Script = { _ in .answer }
    ) async throws {
        let (isBrokerAway, received) = (Box(false), Box<[Packet]>([]))
        (self.isBrokerAway, self.received) = (isBrokerAway, received)
        var connacks = ScriptedBroker.Script()
        connacks.connack = { _ in isBrokerAway.value.withLock(\.self) ? .close : .code(0) }
        broker = try ScriptedBroker(connacks)
        machine.turn(.chrony)
        platform = try await HJ212Platform.start(
            now: { BeijingTime(milliseconds: Self.midnight.milliseconds) },
            report: { packet in received.value.withLock { $0.append(packet) } }, script: script)
        platform.refuse(isRefusing)
        let configuration = try Self.configuration(folder, broker: broker.port, platform: platform.port)
        let facilities = configuration.facilities.map(\.facility)
        device = configuration.facilities[0].devices[0].id
        journal = try Journal.open(path: folder.path + "/j.sqlite", now: Self.midnight)
        let clock = try SiteClock(machine.system, after: journal)
        let set = UplinkSet()
        keeping = try Keeping(
            facilities, journal: journal, clock: clock, syncEvery: .seconds(10), logger: Self.silent, uplinks: set)
        let desk = try Desk(keeping, journal: journal, of: facilities)
        uplinks = try Self.uplinks(configuration, keeping, journal, desk)
        set.add(uplinks.broker)
        set.add(uplinks.platform)
        let (toBroker, toPlatform) = uplinks
        running = [Task { await toBroker.run() }, Task { await toPlatform.run() }]
    }

    private static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static func configuration(
        _ folder: TemporaryFolder, broker: UInt16, platform: UInt16
    ) throws -> Configuration {
        try "123456\n".write(toFile: folder.path + "/pw", atomically: true, encoding: .utf8)
        return try Configuration.read(
            """
            gateway: {id: NJ-1}
            uplinks:
              - {name: broker, mqtt: {url: "mqtt://127.0.0.1:\(broker)", version: 5}, \(publishesEverything)}
              - name: bureau
                hj212: {host: 127.0.0.1, port: \(platform), mn: 88888880000001, passwordFile: \(folder.path)/pw, timeout: 1s}
            buses: {line: {tcp: {host: 127.0.0.1, port: 1502}}}
            facilities:
              - {code: \(code), kind: dust-site, name: 工地, devices: [{profile: mashang-dust-station, bus: line, unit: 1}]}
            """, file: "g.yaml", folders: [Program.repository + "/device-profiles"], files: .disk)
    }

    private static func uplinks(
        _ configuration: Configuration, _ keeping: Keeping, _ journal: Journal, _ desk: Desk
    ) throws -> (broker: MQTTUplink, platform: HJ212Uplink) {
        let facilities = configuration.facilities.map(\.facility)
        let positions = try UplinkPositions(
            of: configuration.uplinks, configuration.platforms, in: journal, utcOffset: 28_800)
        keeping.committer.remember(positions.judged)
        let check = HealthCheck(
            configuration, clock: keeping.clock, board: keeping.board, committer: keeping.committer, pollers: [:],
            pulse: Pulse(), storage: StorageWatch(journal, .usual) { midnight }, unreadable: { 0 })
        let requests = RemoteRequests(gateway: "NJ-1", facilities, journal: journal, board: keeping.board) {
            fatalError("nobody asks for it")
        }
        let site = GatewayUplinkSite(
            uplink: configuration.uplinks[0], page: configuration.page, utcOffset: 28_800, keeping: keeping,
            journal: journal, desk: desk, requests: requests, check: check, expiries: ExpiryWatch(nil))
        let platform = GatewayPlatformSite(
            platform: configuration.platforms[0], keeping: keeping, journal: journal, desk: desk)
        return (
            try MQTTUplink(site, configuration, positions, logger: silent) { false },
            try HJ212Uplink(platform, positions, logger: silent)
        )
    }

    // MARK: Time

    /// A minute passes, with a sample of each value in µg/m³. Means are made as time passes, as in every gateway.
    func minute(_ values: [Double]) async {
        for value in values {
            machine.pass(.seconds(60 / (values.count + 1)))
            let sample = Sample(
                device: device, time: keeping.clock.now, readings: [Reading(.tsp, value, .microgramPerCubicMetre)])
            await keeping.intake.take([Arrival(facility: Self.code, event: .sample(sample))], now: keeping.clock.now)
        }
        machine.pass(.seconds(60 - values.count * (60 / (values.count + 1))))
        await secondPasses()
    }

    /// What remains of the last minute is closed.
    func close() async {
        machine.pass(.seconds(10))
        await secondPasses()
    }

    private func secondPasses() async {
        await keeping.intake.tick(keeping.clock.now)
        await keeping.intake.pass(keeping.clock.now)
        await keeping.committer.flush()
    }

    // MARK: What became of it

    /// What the platform received, in order.
    var packets: [Packet] { received.value.withLock(\.self) }

    func packets(_ command: HJ212.Command) -> [Packet] { packets.filter { $0.command == command.rawValue } }

    /// The `DataTime` of each packet of a command, once: what is not answered in time comes again.
    func times(_ command: HJ212.Command) -> Set<String> { Set(packets(command).compactMap { $0.content["DataTime"] }) }

    /// The position of each uplink in the journal.
    func positions() throws -> [String: UplinkProgress] { try journal.uplinks() }

    /// The bytes of the platform that the gateway has read and not handled.
    var waitingBytes: Int { uplinks.platform.inbox.waitingBytes }

    /// The broker closes every connection while it is away.
    func setBroker(away isAway: Bool) {
        isBrokerAway.value.withLock { $0 = isAway }
        if isAway { broker.endConnections() }
    }

    /// Waits, for two minutes at most, until something holds. Positions are stored meanwhile, as the gateway does.
    func until(_ isWanted: () throws -> Bool) async rethrows -> Bool {
        let end = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < end {
            _ = keeping.committer.pass()
            await keeping.committer.flush()
            if try isWanted() { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    func end() async {
        uplinks.broker.inbox.end()
        uplinks.platform.inbox.end()
        for task in running { await task.value }
        await platform.stop()
        broker.stop()
    }
}

/// A value that closures share with their owner.
private final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value>
    init(_ value: Value) { self.value = Mutex(value) }
}
