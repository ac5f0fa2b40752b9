import Facilities
import Modbus
import Simulator
import SiteConfiguration
import Synchronization
import Testing

@testable import Gateway

/// Devices that are not clean, as the gateway polls them.
@Suite(.timeLimit(.minutes(5))) struct UncleanBusTests {
    private let points = """
        limits: {timeout: 1s}
        points:
          a: {own: true, register: holding 0, type: uint16, every: 1s}
          b: {own: true, register: holding 1, type: uint16, every: 1s}
          c: {own: true, register: holding 6, type: uint16, every: 1s}
          d: {own: true, register: holding 7, type: uint16, every: 1s}
        """

    /// D10: registers 0, 1, 6 and 7 exist.
    @Test(arguments: [nil, 1, 2, 4, 11] as [UInt8?])
    func aBlockAcrossRegistersThatAreNotThereIsReadInParts(exception: UInt8?) async throws {
        let there: Set<Int> = [0, 1, 6, 7]
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, let address, let count) = request else { return .silence }
            let wanted = Int(address)..<Int(address) + count
            guard wanted.allSatisfy(there.contains) else {
                return exception.map { .exception(ModbusException(rawValue: $0)) } ?? .silence
            }
            return .words(wanted.map { UInt16(100 + $0) })
        }
        let bus = try PolledBus(.tcp(host: "127.0.0.1", port: server.port), points)
        await bus.wait { samples in
            let values = samples.first.map { sample in ["a", "b", "c", "d"].map { sample.value($0) } }
            return values == [100, 101, 106, 107]
        }
        try await bus.end()
    }

    private static let there: Set<Int> = [0, 1, 4, 6, 7]

    /// What is a hole between the points of one period can be a point of another.
    @Test func aPointWithinTheHoleOfAnotherPeriodIsStillRead() async throws {
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, let address, let count) = request else { return .silence }
            let wanted = Int(address)..<Int(address) + count
            return wanted.allSatisfy(Self.there.contains)
                ? .words(wanted.map { UInt16(100 + $0) }) : .exception(.deviceFailure)
        }
        defer { server.stop() }
        let slow = "  e: {own: true, register: holding 4, type: uint16, every: 2s}"
        let bus = try PolledBus(.tcp(host: "127.0.0.1", port: server.port), points + "\n" + slow)
        await bus.wait { $0.first?.value("d") == 107 }
        await bus.wait { $0.first?.value("e") == 104 }
        await bus.wait { $0.first?.value("d") == 107 && $0.first?.value("e") == nil }
        await bus.wait { $0.first?.value("e") == 104 }
        #expect(await bus.poller.report().devices[0].avoidsHoles)
        try await bus.end()
    }

    /// One lost answer, before the device has ever answered the block.
    @Test func oneLostAnswerIsNoHole() async throws {
        let asked = Mutex<[Int]>([])
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, _, let count) = request else { return .silence }
            let number = asked.withLock { asked in
                asked.append(count)
                return asked.count
            }
            return number == 1 ? .silence : .words(Array(repeating: 7, count: count))
        }
        defer { server.stop() }
        let bus = try PolledBus(.tcp(host: "127.0.0.1", port: server.port), points)
        await bus.wait { $0.first?.value("a") == 7 && asked.withLock { $0.count } > 4 }
        #expect(asked.withLock { Set($0) } == [8])
        #expect(await !bus.poller.report().devices[0].avoidsHoles)
        try await bus.end()
    }

    /// 0x0A and 0x0B are the word of a gateway.
    @Test func aGatewaysWordThatItsDeviceIsSilentIsNoAnswerOfTheDevice() async throws {
        let server = try ModbusServer.tcp { _ in .exception(.gatewayPathUnavailable) }
        defer { server.stop() }
        let bus = try PolledBus(
            .tcp(host: "127.0.0.1", port: server.port),
            "points:\n  a: {own: true, register: holding 0, type: uint16, every: 100ms}")
        await bus.wait { $0.first?.quality("a") == .bad(.noAnswer) }
        while await bus.poller.report().devices[0].counts.timeouts < 3 { await bus.wait { _ in true } }
        let device = await bus.poller.report().devices[0]
        #expect(device.counts.exceptions == 0 && !device.refusesEverything)
        try await bus.end()
    }

    /// Every step of the search is a turn: between two requests to the dead unit the other one has its own.
    @Test func theSearchForHolesOnADeadDeviceLeavesTheLineToTheOthers() async throws {
        let units = Mutex<[UInt8]>([])
        let server = try ModbusServer.pty { request in
            units.withLock { $0.append(request.unit) }
            guard case .read(2, _, _, let count) = request else { return .silence }
            return .words(Array(repeating: 7, count: count))
        }
        let bus = try PolledBus(
            .rtu(BusLine(device: server.device, baud: 115_200)), units: 1...2,
            points.replacing("every: 1s", with: "every: 500ms"))
        while units.withLock({ $0.count { $0 == 1 } }) < 6 { await bus.wait { _ in true } }
        let asked = units.withLock(\.self)
        #expect(!zip(asked, asked.dropFirst()).contains { $0 == (1, 1) }, "\(asked)")
        try await bus.end()
    }

    /// A person takes the line while parts of a block are tried: no further one is asked for.
    @Test func aSuspendedLineIsNotOpenedByTheSearchForHoles() async throws {
        let parts = Atomic(0)
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, _, let count) = request, count < 8 else { return .exception(.deviceFailure) }
            parts.add(1, ordering: .relaxed)
            return .silence
        }
        defer { server.stop() }
        let bus = try PolledBus(.tcp(host: "127.0.0.1", port: server.port), points)
        while parts.load(ordering: .relaxed) == 0 { try await Task.sleep(for: .milliseconds(5)) }
        await bus.poller.suspend(for: .seconds(3600))
        await bus.wait { $0.first?.quality("a") == .bad(.maintenance) }
        let before = parts.load(ordering: .relaxed)
        // Longer than all parts take.
        try await Task.sleep(for: .seconds(3))
        #expect(parts.load(ordering: .relaxed) == before)
        try await bus.end()
    }

    /// D2: the other master's request is heard before the answer.
    @Test func readingsAroundAnotherMastersRequestAreUncertain() async throws {
        let server = try ModbusServer.pty { _ in .damaged(.words([7]), .otherMaster) }
        let bus = try PolledBus(
            .rtu(BusLine(device: server.device, baud: 115_200)),
            """
            limits: {timeout: 5s}
            points:
              a: {own: true, register: holding 0, type: uint16, every: 1s}
            """)
        await bus.wait { $0.first?.quality("a") == .uncertain(.otherMaster) }
        #expect(await bus.poller.report().advice?.en.contains("another master") == true)
        try await bus.end()
    }
}
