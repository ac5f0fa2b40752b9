import Facilities
import Modbus
import Simulator
import SiteConfiguration
import Synchronization
import Testing

@testable import Gateway

private let points = "points:\n  a: {own: true, register: holding 0, type: uint16, every: 50ms}"

@Suite(.timeLimit(.minutes(10))) struct SuspensionTests {
    @Test func aSuspendedBusIsLeftAloneMarkedAndPolledAgainByItself() async throws {
        let asked = Mutex(0)
        let server = try ModbusServer.tcp { _ in
            asked.withLock { $0 += 1 }
            return .words([7])
        }
        defer { server.stop() }
        let bus = try PolledBus(.tcp(host: "127.0.0.1", port: server.port), points)
        await bus.wait { $0.first?.value("a") == 7 }
        await bus.poller.suspend(for: .seconds(3600))
        let before = asked.withLock(\.self)
        await bus.wait { $0.first?.quality("a") == .bad(.maintenance) }
        #expect(await bus.poller.report().suspendedUntil != nil)
        #expect(asked.withLock(\.self) == before)
        await bus.poller.suspend(for: .seconds(5))
        await bus.wait { $0.first?.value("a") == 7 }
        let report = await bus.poller.report()
        #expect(report.suspendedUntil == nil)
        let counts = report.devices[0].counts
        #expect(counts.due == counts.done + counts.skipped && counts.skipped >= 95, "\(counts)")
        // The line had time for them: nobody is sent to look for what slows it down.
        #expect(counts.putOff ?? 0 >= 95, "\(counts)")
        try await bus.end()
    }

    @Test func aSuspensionIsEndedEarly() async throws {
        let server = try ModbusServer.tcp { _ in .words([7]) }
        defer { server.stop() }
        let bus = try PolledBus(.tcp(host: "127.0.0.1", port: server.port), points)
        await bus.wait { $0.first?.value("a") == 7 }
        await bus.poller.suspend(for: .seconds(3600))
        await bus.wait { $0.first?.quality("a") == .bad(.maintenance) }
        await bus.poller.suspend(for: .zero)
        await bus.wait { $0.first?.value("a") == 7 }
        try await bus.end()
    }
}
