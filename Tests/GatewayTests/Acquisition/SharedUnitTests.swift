import DeviceProfiles
import Facilities
import Modbus
import Simulator
import SiteConfiguration
import Synchronization
import TestSupport
import Testing

@testable import Gateway

private let box1 = Facility.Code("NJ320104C00012K")!
private let box2 = Facility.Code("NJ320104C000139")!

/// A controller whose register N holds 100 + N, which counts what it is asked.
private final class Controller: Sendable {
    let server: ModbusServer

    /// - Parameter answer: nil for the registers themselves.
    init(_ answer: @escaping @Sendable (ModbusRequest) -> ModbusResponse? = { _ in nil }) throws {
        let asked = Asked()
        self.requests = asked
        server = try ModbusServer.tcp { request in
            asked.all.withLock { $0.append(request) }
            if let answer = answer(request) { return answer }
            guard case .read(_, _, let address, let count) = request else { return .done }
            return .words((0..<count).map { UInt16(100 + Int(address) + $0) })
        }
    }

    private final class Asked: Sendable {
        let all = Mutex<[ModbusRequest]>([])
    }

    private let requests: Asked

    var endpoint: BusEndpoint { .tcp(host: "127.0.0.1", port: server.port) }
    var reads: Int { requests.all.withLock { $0.count { if case .read = $0 { true } else { false } } } }
    var writes: Int { requests.all.withLock { $0.count { if case .write = $0 { true } else { false } } } }
}

/// Two device entries that name one unit.
@Suite(.timeLimit(.minutes(10))) struct SharedUnitTests {
    private func point(_ register: Int, every: String = "100ms", more: String = "") -> String {
        "\(more)limits: {timeout: 200ms}\npoints:\n  pressureDrop: {register: holding \(register), type: uint16, unit: Pa, every: \(every)}"
    }

    @Test func aUnitOfTwoFacilitiesIsReadOnceAndGivenToEach() async throws {
        let controller = try Controller()
        defer { controller.server.stop() }
        let bus = try PolledBus(
            controller.endpoint,
            entries: [(PolledBus.entry("p1", point(0)), box1), (PolledBus.entry("p1", point(1)), box2)])
        try await bus.wait(for: 5, of: box2, "p1")
        let report = await bus.poller.report()
        try await bus.end()
        let (one, other) = (try bus.samples(of: box1, "p1"), try bus.samples(of: box2, "p1"))
        #expect(one.allSatisfy { $0.readings == [Reading(.pressureDrop, 100, .pascal)] })
        #expect(other.allSatisfy { $0.readings == [Reading(.pressureDrop, 101, .pascal)] })
        #expect(one.map(\.time) == other.map(\.time))
        // The last answer may come when nobody waits for it any more.
        #expect(0...1 ~= controller.reads - one.count, "\(controller.reads) reads, \(one.count) samples")
        #expect(report.devices.map(\.device) == [DeviceID("b/1")])
        #expect(report.devices[0].serves == [DeviceEntry(box1, DeviceID("p1")), DeviceEntry(box2, DeviceID("p1"))])
    }

    @Test func oneRegisterIsReadAtTheShortestPeriodAndGivenToEachAtItsOwn() async throws {
        let controller = try Controller()
        defer { controller.server.stop() }
        let bus = try PolledBus(
            controller.endpoint,
            entries: [
                (PolledBus.entry("slow", point(0, every: "500ms")), box1),
                (PolledBus.entry("fast", point(0, every: "50ms")), box1),
            ])
        try await bus.wait(for: 3, of: box1, "slow")
        try await bus.end()
        let counts = await bus.poller.report().devices[0].counts
        let (slow, fast) = (try bus.samples(of: box1, "slow"), try bus.samples(of: box1, "fast"))
        #expect(0...1 ~= controller.reads - fast.count)
        #expect(slow.count <= (counts.due - 1) / 10 + 1, "\(slow.count) samples in \(counts.due) turns")
        #expect(Set(slow.map(\.time)).isSubset(of: fast.map(\.time)))
    }

    @Test func noAnswerIsABadReadingOfEachEntry() async throws {
        let controller = try Controller { _ in .silence }
        defer { controller.server.stop() }
        let bus = try PolledBus(
            controller.endpoint,
            entries: [(PolledBus.entry("p1", point(0)), box1), (PolledBus.entry("p2", point(1)), box2)])
        await bus.waitForAll { samples in
            let readings = [samples[box1]?[DeviceID("p1")], samples[box2]?[DeviceID("p2")]].map { $0?.readings }
            return readings.allSatisfy { $0 == [Reading(.pressureDrop, .pascal, bad: .noAnswer)] }
        }
        let counts = await bus.poller.report().devices.map(\.counts)
        #expect(counts.count == 1 && counts[0].timeouts <= controller.reads)
        try await bus.end()
    }

    @Test func setupIsWrittenOnceForAllEntries() async throws {
        let controller = try Controller()
        defer { controller.server.stop() }
        let setup = "setup: [{register: holding 9, value: 1}]\n"
        let bus = try PolledBus(
            controller.endpoint,
            entries: [
                (PolledBus.entry("p1", point(0, more: setup)), box1),
                (PolledBus.entry("p2", point(1, more: setup)), box2),
            ])
        try await bus.wait(for: 3, of: box2, "p2")
        try await bus.end()
        #expect(controller.writes == 1)
    }

    /// The unit has nothing for the second entry, whose samples say so at its own period.
    @Test func whatTheUnitRefusesIsBadForTheEntryThatWantsIt() async throws {
        let controller = try Controller { request in
            guard case .read(_, _, let address, let count) = request else { return nil }
            return (Int(address)..<Int(address) + count).contains(7) ? .exception(.illegalAddress) : nil
        }
        defer { controller.server.stop() }
        let bus = try PolledBus(
            controller.endpoint,
            entries: [(PolledBus.entry("p1", point(0)), box1), (PolledBus.entry("p2", point(7)), box2)])
        try await bus.wait(for: 3, of: box2, "p2")
        try await bus.wait(for: 3, of: box1, "p1")
        let report = await bus.poller.report()
        try await bus.end()
        #expect(
            try bus.samples(of: box2, "p2").allSatisfy {
                $0.readings == [Reading(.pressureDrop, .pascal, bad: .exception)]
            })
        #expect(
            try bus.samples(of: box1, "p1").allSatisfy { $0.readings == [Reading(.pressureDrop, 100, .pascal)] })
        #expect(report.devices[0].refused == [.pressureDrop])
    }

    /// The one analyser's status qualifies its own reading under both names.
    @Test func eachEntryHasItsOwnChecks() async throws {
        let controller = try Controller()
        defer { controller.server.stop() }
        let points = """
            status: [{point: state, of: [nmhc], map: {102: maintenance}}]
            points:
              nmhc: {register: holding 0, type: uint16, unit: mg/m3, every: 100ms}
              flow: {own: true, register: holding 1, type: uint16, every: 100ms}
              state: {own: true, register: holding 2, type: uint16, every: 100ms}
            """
        var one = try PolledBus.entry("p1", points)
        one.profile = try one.profile.keeping(only: ["nmhc"]).renamed(["nmhc": "vocIn"])
        var other = try PolledBus.entry("p2", points)
        other.profile = other.profile.keeping(only: ["flow"])
        let bus = try PolledBus(controller.endpoint, entries: [(one, box1), (other, box2)])
        await bus.waitForAll { samples in
            samples[box1]?[DeviceID("p1")]?.quality("vocIn") == .uncertain(.maintenance)
                && samples[box2]?[DeviceID("p2")]?.readings.map(\.quality) == [.good]
        }
        try await bus.end()
    }
}
