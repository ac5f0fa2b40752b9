import Facilities
import Modbus
import Simulator
import SiteConfiguration
import Synchronization
import TestSupport
import Testing

@testable import Gateway

private let points = """
    limits: {timeout: 200ms}
    points:
      a: {own: true, register: holding 0, type: uint16, every: 100ms}
      b: {own: true, register: holding 50, type: uint16, every: 100ms}
    """

@Suite(.timeLimit(.minutes(10))) struct PollerTests {
    @Test func aSilentUnitCostsTheOthersNoPollsAndIsCounted() async throws {
        let server = try ModbusServer.tcp { request in
            guard case .read(let unit, _, _, let count) = request, unit != 3 else { return .silence }
            return .words(Array(repeating: UInt16(unit), count: count))
        }
        defer { server.stop() }
        let bus = try PolledBus(
            .tcp(host: "127.0.0.1", port: server.port), units: 1...5,
            "limits: {timeout: 200ms}\npoints:\n  a: {own: true, register: holding 0, type: uint16, every: 500ms}")
        var report = await bus.poller.report()
        while report.devices[2].offlineSince == nil {
            await bus.wait { _ in true }
            report = await bus.poller.report()
        }
        for (index, device) in report.devices.enumerated() {
            #expect(device.counts.due == device.counts.done + device.counts.skipped)
            #expect((device.counts.timeouts > 2) == (index == 2))
            #expect((device.offlineSince == nil) == (index != 2))
        }
        // It is asked less and less often, and nobody says that there was no time for it.
        while report.devices[2].counts.putOff == nil {
            await bus.wait { _ in true }
            report = await bus.poller.report()
        }
        #expect(report.devices[2].countTexts.contains { $0.en.hasPrefix("put off while silent or suspended ") })
        #expect(report.devices[0].counts.answerTimes.counts.reduce(0, +) == report.devices[0].counts.done)
        #expect(0.01...1 ~= report.busy)
        try await bus.end()
    }

    /// A device that forgets its setup when it is off; what it measures before setup is worthless.
    @Test func setupIsWrittenBeforeReadingsCountAlsoWhenADeviceIsBack() async throws {
        struct State {
            var isOff = false
            var isSetUp = false
            var writes = 0
        }
        let state = Mutex(State())
        let server = try ModbusServer.tcp { request in
            state.withLock { state in
                switch request {
                case _ where state.isOff: return .silence
                case .write:
                    state.isSetUp = true
                    state.writes += 1
                    return .done
                case .read(_, _, _, let count): return .words(Array(repeating: state.isSetUp ? 7 : 9999, count: count))
                }
            }
        }
        defer { server.stop() }
        let bus = try PolledBus(
            .tcp(host: "127.0.0.1", port: server.port),
            "setup: [{register: holding 9, value: 1}]\n" + points.replacing("uint16", with: "uint16, range: [0, 100]"))
        await bus.wait { $0.first?.value("a") == 7 }
        state.withLock { $0 = State(isOff: true, isSetUp: false, writes: $0.writes) }
        while await bus.poller.report().devices[0].offlineSince == nil { await bus.wait { _ in true } }
        state.withLock { $0.isOff = false }
        var qualities: Set<Quality> = []
        await bus.wait { samples in
            if let quality = samples.first?.quality("a") { qualities.insert(quality) }
            return samples.first?.value("a") == 7
        }
        #expect(!qualities.contains(.bad(.outOfRange)))
        #expect(state.withLock { $0.writes } == 2)
        try await bus.end()
    }

    @Test func aBusyDeviceIsAskedAgainBeforeItsReadingIsGivenUp() async throws {
        let asked = Atomic(0)
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, _, let count) = request else { return .silence }
            let number = asked.add(1, ordering: .relaxed).newValue
            return number <= 2
                ? .exception(number == 1 ? .busy : .acknowledge) : .words(Array(repeating: 7, count: count))
        }
        defer { server.stop() }
        let bus = try PolledBus(
            .tcp(host: "127.0.0.1", port: server.port),
            "points:\n  a: {own: true, register: holding 0, type: uint16, every: 1h}")
        // Not before an hour has passed, if it were not asked again.
        await bus.wait { $0.first?.quality("a") == .good }
        let counts = await bus.poller.report().devices[0].counts
        #expect((counts.exceptions, counts.due, counts.done) == (2, 1, 1))
        try await bus.end()
    }

    @Test func everyDeviceIsBackSoonAfterTheLineIs() async throws {
        let folder = try TemporaryFolder()
        let link = folder.path + "/tty"
        let answer: ModbusServer.Responder = { request in
            guard case .read(_, _, _, let count) = request else { return .silence }
            return .words(Array(repeating: 7, count: count))
        }
        let first = try ModbusServer.pty(link: link, responder: answer)
        let bus = try PolledBus(.rtu(BusLine(device: link, baud: 115_200)), units: 1...4, points)
        await bus.wait { $0.count == 4 && $0.allSatisfy { $0.value("b") == 7 } }
        first.stop()
        await bus.wait { $0.allSatisfy { $0.quality("a") == .bad(.busError) } }
        let second = try ModbusServer.pty(link: link, responder: answer)
        await bus.wait { $0.allSatisfy { $0.value("a") == 7 } }
        let counts = await bus.poller.report().devices.map(\.counts)
        #expect(counts.allSatisfy { $0.unreachable > 0 && $0.due == $0.done + $0.skipped })
        try await bus.end()
        second.stop()
    }
}
