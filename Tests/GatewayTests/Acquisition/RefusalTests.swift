import Facilities
import Modbus
import Simulator
import SiteConfiguration
import Synchronization
import Testing

@testable import Gateway

@Suite(.timeLimit(.minutes(10))) struct RefusalTests {
    private let points = """
        points:
          a: {own: true, register: holding 0, type: uint16, every: 100ms}
          b: {own: true, register: holding 1, type: uint16, every: 100ms}
          c: {own: true, register: holding 2, type: uint16, every: 100ms}
        """

    /// Three points side by side, of which the device has only the first and the last.
    @Test func whatADeviceLacksIsLeftOutAndTheRestIsRead() async throws {
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, let address, let count) = request else { return .silence }
            return (Int(address)..<Int(address) + count).contains(1)
                ? .exception(.illegalAddress) : .words(Array(repeating: 7, count: count))
        }
        defer { server.stop() }
        let bus = try PolledBus(.tcp(host: "127.0.0.1", port: server.port), points)
        await bus.wait { samples in
            // The refusal of the whole block is no reading of its points.
            #expect(samples.first?.quality("a") ?? .good == .good)
            return ["a", "b", "c"].map { samples.first?.quality($0) } == [.good, .bad(.exception), .good]
        }
        try await bus.end()
    }

    @Test func whatWasRefusedForAWhileIsReadAgain() async throws {
        let isStarting = Atomic(true)
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, let address, let count) = request else { return .silence }
            return isStarting.load(ordering: .relaxed) && (Int(address)..<Int(address) + count).contains(1)
                ? .exception(.illegalAddress) : .words(Array(repeating: 7, count: count))
        }
        defer { server.stop() }
        let bus = try PolledBus(
            .tcp(host: "127.0.0.1", port: server.port), points, searchPause: .milliseconds(300))
        await bus.wait { samples in samples.first?.quality("b") == .bad(.exception) }
        isStarting.store(false, ordering: .relaxed)
        await bus.wait { samples in samples.first?.quality("b") == .good }
        try await bus.end()
    }

    @Test func aDeviceThatRefusesEverythingWhileItStartsIsReadLater() async throws {
        let asked = Atomic(0)
        let server = try ModbusServer.tcp { request in
            guard case .read(_, _, _, let count) = request else { return .silence }
            let number = asked.add(1, ordering: .relaxed).newValue
            return number <= 20 ? .exception(.illegalAddress) : .words(Array(repeating: 7, count: count))
        }
        defer { server.stop() }
        let bus = try PolledBus(.tcp(host: "127.0.0.1", port: server.port), points)
        await bus.wait { samples in ["a", "b", "c"].allSatisfy { samples.first?.quality($0) == .good } }
        try await bus.end()
    }
}
