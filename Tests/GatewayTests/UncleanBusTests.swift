import Facilities
import Modbus
import Simulator
import SiteConfiguration
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
        await bus.wait { $0.first?.quality("a") == .uncertain(.busError) }
        try await bus.end()
    }
}
