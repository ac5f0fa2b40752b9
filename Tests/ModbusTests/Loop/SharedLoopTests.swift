import Simulator
import TestSupport
import Testing

@testable import Modbus

private func request(_ address: UInt16, timeout: Duration = .seconds(60)) -> ModbusRead {
    ModbusRead(unit: 1, table: .holding, address: address, count: 1, timeout: timeout)
}

struct SharedLoopTests {
    private let loop = BusLoop()

    /// Answers a read with its address.
    private func server() throws -> ModbusServer {
        try .tcp { request in
            if case .read(_, _, let address, _) = request { .words([address]) } else { .done }
        }
    }

    private func bus(_ port: UInt16, host: String = "127.0.0.1") -> ModbusBus {
        ModbusBus(.tcp(host: host, port: port), on: loop)
    }

    @Test func twoHundredEndpointsAnswerWithDeadOnesAmongThem() async throws {
        let servers = try (0..<4).map { _ in try server() }
        let silent = try RawServer(.tcp) { _, _ in [] }
        defer { silent.end() }
        guard case .tcp(_, let silentPort) = silent.endpoint else { return }
        let hole = try BlackHole()
        let dead = [
            bus(silentPort), bus(hole.port), bus(freePort()), bus(502, host: "no-such-host.invalid"),
        ]
        let healthy = (0..<200).map { bus(servers[$0 % 4].port) }
        await withTaskGroup(of: Bool.self) { group in
            for (number, bus) in healthy.enumerated() {
                group.addTask { (try? await bus.read(request(UInt16(number)))) == [UInt16(number)] }
            }
            for bus in dead {
                group.addTask { (try? await bus.read(request(0, timeout: .milliseconds(200)))) == nil }
            }
            for await isAsExpected in group { #expect(isAsExpected) }
        }
    }

    @Test func aSilentDeviceKeepsNoOtherBusOfItsLoopWaiting() async throws {
        let silent = try RawServer(.tcp) { _, _ in [] }
        let (asked, isAsked) = AsyncStream<Void>.makeStream()
        let watched = ModbusBus(silent.endpoint, on: loop) { _ in isAsked.yield() }
        let waiting = Task { try await watched.read(request(0, timeout: .seconds(100_000))) }
        for await _ in asked { break }
        let server = try server()
        #expect(try await bus(server.port).read(request(3)) == [3])
        silent.end()
        await #expect(throws: ModbusError.self) { try await waiting.value }
    }

    /// A read that another caller joined would get the other's answer, or none.
    @Test func aBusServesItsCallersOneAfterAnother() async throws {
        let server = try server()
        let bus = bus(server.port)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in UInt16(1)...50 {
                group.addTask { try await bus.read(request(number)) == [number] }
                group.addTask {
                    await bus.close()
                    return true
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
