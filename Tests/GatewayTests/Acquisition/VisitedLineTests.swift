import Facilities
import Modbus
import Simulator
import SiteConfiguration
import Synchronization
import Testing

@testable import Gateway

/// What a register of a unit holds, so that no answer is that to another request.
private func word(_ unit: UInt8, _ address: Int) -> UInt16 { UInt16(unit) * 1000 + UInt16(address) }

/// People read a line that is polled.
@Suite(.timeLimit(.minutes(10))) struct VisitedLineTests {
    private let server: ModbusServer
    private let bus: PolledBus

    init() throws {
        server = try ModbusServer.pty { request in
            guard case .read(let unit, _, let address, let count) = request else { return .done }
            guard unit < 9 else { return .silence }
            return .words((0..<count).map { word(unit, Int(address) + $0) })
        }
        let points = "points:\n  a: {own: true, register: holding 0, type: uint16, every: 50ms}"
        bus = try PolledBus(.rtu(BusLine(device: server.device, baud: 115_200)), units: 1...3, points)
    }

    private func read(_ unit: UInt8, _ address: UInt16, count: Int = 1, timeout: Duration = .seconds(5)) -> ModbusRead {
        ModbusRead(unit: unit, table: .holding, address: address, count: count, timeout: timeout)
    }

    /// D2.
    @Test func aThousandReadsBesideThePollsGiveNoWrongValueToAnybody() async throws {
        await bus.wait { $0.count == 3 && $0.allSatisfy { $0.value("a") != nil } }
        for number in 0..<1000 {
            let (unit, address) = (UInt8(1 + number % 5), UInt16(10 + number % 700))
            let answer = await bus.poller.visit(read(unit, address, count: 2), scan: nil)
            #expect(try answer.result?.get() == [word(unit, Int(address)), word(unit, Int(address) + 1)])
        }
        let report = await bus.poller.report()
        try await bus.end()
        for unit in UInt8(1)...3 {
            let samples = try bus.allSamples(of: DeviceID(bus: "b", unit: unit))
            #expect(!samples.isEmpty)
            for sample in samples {
                #expect(sample.value("a") == Double(word(unit, 0)) && sample.quality("a") == .good)
            }
        }
        #expect(report.devices.allSatisfy { $0.counts.garbled == 0 && $0.counts.unasked == 0 })
    }

    /// Silent units are asked in the pauses, and the polls have three quarters of the line.
    @Test func aScanOfSilentUnitsLeavesTheDevicesOnline() async throws {
        await bus.wait { $0.count == 3 }
        for unit in UInt8(9)...20 {
            let answer = await bus.poller.visit(read(unit, 0, timeout: .milliseconds(40)), scan: "a")
            #expect(answer.result == .failure(.noAnswer))
        }
        let refused = await bus.poller.visit(read(9, 0), scan: "b")
        #expect(refused.result == nil && refused.refusal?.en.contains("a scan of this bus is under way") == true)
        #expect(await bus.poller.report().devices.allSatisfy { $0.offlineSince == nil })
        try await bus.end()
    }

    @Test func aSuspendedLineIsNotTouched() async throws {
        await bus.wait { $0.count == 3 }
        await bus.poller.suspend(for: .seconds(600))
        let answer = await bus.poller.visit(read(1, 0), scan: nil)
        #expect(answer.result == nil && answer.refusal?.zh.contains("暂停") == true)
        // A technician takes the port.
        let own = ModbusBus(.rtu(SerialLine(device: server.device, baud: 115_200)))
        #expect(try await own.read(read(1, 7)) == [word(1, 7)])
        await own.close()
        await bus.poller.suspend(for: .zero)
        await bus.wait { $0.first?.value("a") == Double(word(1, 0)) }
        try await bus.end()
    }

    /// A search for registers that a device lacks reads on for a while.
    @Test func whatOpensASuspendedLineAgainDoesNotKeepIt() async throws {
        await bus.wait { $0.count == 3 }
        await bus.poller.suspend(for: .seconds(600))
        _ = await bus.poller.bus.read([read(1, 7)])
        let own = ModbusBus(.rtu(SerialLine(device: server.device, baud: 115_200)))
        while (try? await own.read(read(1, 7))) != [word(1, 7)] { try await Task.sleep(for: .milliseconds(20)) }
        await own.close()
        try await bus.end()
    }

    @Test func aPortThatAnotherProgramHasIsSaidInBothLanguages() async throws {
        var report = await bus.poller.report()
        report.lineDownText = Text(
            zh: "/dev/ttyS1：已被占用：mbpoll（进程号 4711）", en: "/dev/ttyS1: in use by mbpoll (pid 4711)")
        report.heldBy = PortHolder(pid: 4711, program: "mbpoll")
        #expect(report.advice?.zh.contains("占用") == true && report.advice?.zh.contains("4711") == true)
        #expect(report.advice?.en.contains("in use by mbpoll (pid 4711)") == true)
        report.heldBy = nil
        report.lineDownText = Text(zh: "/dev/ttyS1：\(PortHolder.twice.zh)", en: "/dev/ttyS1: \(PortHolder.twice.en)")
        #expect(report.advice?.zh.contains("同一串口") == true, "\(String(describing: report.advice))")
        try await bus.end()
    }
}
