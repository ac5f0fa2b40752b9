import Facilities
import Glibc
import Modbus
import Simulator
import Synchronization
import TestSupport
import Testing

/// Answers a read with the address of each entry plus the unit times 1000.
@Sendable private func addresses(_ request: ModbusRequest) -> ModbusResponse {
    switch request {
    case .read(let unit, let table, let address, let count):
        .words((0..<UInt16(count)).map { table.isBits ? (address + $0) % 2 : UInt16(unit) * 1000 + address + $0 })
    case .write: .done
    }
}

/// Answers late when told to; otherwise as `addresses`.
private final class LateResponder: Sendable {
    let late = Atomic(false)

    func respond(_ request: ModbusRequest) -> ModbusResponse {
        if late.exchange(false, ordering: .relaxed) { usleep(300_000) }
        return addresses(request)
    }
}

struct ModbusBusTests {
    @Test(arguments: RegisterTable.allCases) func readsEveryTableOverTCP(_ table: RegisterTable) async throws {
        let server = try ModbusServer.tcp(responder: addresses)
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: server.port))
        let words = try await bus.read(ModbusRead(unit: 2, table: table, address: 7, count: 3))
        #expect(words == (table.isBits ? [1, 0, 1] : [2007, 2008, 2009]))
    }

    @Test(arguments: RegisterTable.allCases) func readsEveryTableOverASerialLine(_ table: RegisterTable) async throws {
        let server = try ModbusServer.pty(responder: addresses)
        let bus = ModbusBus(.rtu(SerialLine(device: server.device, baud: 115_200)))
        let words = try await bus.read(ModbusRead(unit: 3, table: table, address: 7, count: 3))
        #expect(words == (table.isBits ? [1, 0, 1] : [3007, 3008, 3009]))
    }

    @Test func aRefusalIsReportedByItsName() async throws {
        let server = try ModbusServer.tcp { _ in .exception(.illegalAddress) }
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: server.port))
        await #expect(throws: ModbusError.refused(.illegalAddress)) {
            try await bus.read(ModbusRead(unit: 1, table: .holding, address: 0, count: 1))
        }
    }

    @Test func aSilentUnitLeavesTheOthersReadable() async throws {
        let server = try ModbusServer.tcp { request in
            if case .read(unit: 9, _, _, _) = request { .silence } else { addresses(request) }
        }
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: server.port))
        let requests = [UInt8(9), 1].map { unit in
            ModbusRead(
                unit: unit, table: .holding, address: 5, count: 1,
                timeout: unit == 9 ? .milliseconds(100) : .seconds(10))
        }
        let answers = await bus.read(requests)
        #expect(answers[0].words == .failure(.noAnswer))
        #expect(answers[1].words == .success([1005]))
    }

    @Test(arguments: [true, false]) func aLateAnswerIsNeverTakenForTheNextOne(serial: Bool) async throws {
        let responder = LateResponder()
        let server = try serial ? ModbusServer.pty(responder: responder.respond) : .tcp(responder: responder.respond)
        let bus = ModbusBus(
            serial
                ? .rtu(SerialLine(device: server.device, baud: 115_200)) : .tcp(host: "127.0.0.1", port: server.port)
        )
        for round in UInt16(0)..<6 {
            responder.late.store(round % 2 == 0, ordering: .relaxed)
            for address in [round * 10, round * 10 + 1] {
                let request = ModbusRead(
                    unit: 1, table: .holding, address: address, count: 1, timeout: .milliseconds(200)
                )
                guard let words = try? await bus.read(request) else { continue }
                #expect(words == [1000 + address])
            }
        }
    }

    @Test func aLineThatIsNotThereIsDownAndSaysWhy() async throws {
        let bus = ModbusBus(.rtu(SerialLine(device: "/dev/no-such-line")))
        let error = await #expect(throws: ModbusError.self) {
            try await bus.read(ModbusRead(unit: 1, table: .holding, address: 0, count: 1))
        }
        #expect(error?.description.contains("no such device") == true)
    }

    @Test func moreRegistersThanARequestHoldsAreImpossible() async throws {
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: 1))
        await #expect(
            throws: ModbusError.impossible(
                Text(zh: "从 0 起 126 个；一次读 1 到 125 个", en: "126 entries from 0; a read has 1 to 125"))
        ) {
            try await bus.read(ModbusRead(unit: 1, table: .holding, address: 0, count: 126))
        }
    }

    @Test func theLineTimeOfAReadCountsBothSilences() {
        let line = SerialLine(device: "", baud: 9600)
        let milliseconds = line.duration(ofReading: 10, from: .holding) / .milliseconds(1)
        #expect(abs(milliseconds - 41.7) < 0.1)
    }
}
