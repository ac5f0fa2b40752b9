import Synchronization
import Testing

@testable import Modbus

@Suite(.timeLimit(.minutes(10))) struct UnaskedAnswerTests {
    private func read(_ unit: UInt8, timeout: Duration = .seconds(10)) -> ModbusRead {
        ModbusRead(unit: unit, table: .holding, address: 0, count: 1, timeout: timeout)
    }

    @Test(arguments: RawServer.Kind.allCases)
    fileprivate func anAnswerAfterItsTimeOutIsToldOfItsUnit(_ kind: RawServer.Kind) async throws {
        let server = try RawServer(kind) { number, asked in
            [.init(after: [.milliseconds(1500), .seconds(1), .zero][number], bytes: asked.frame([7]))]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        let answers = await bus.read([read(3, timeout: .seconds(1)), read(3), read(3)])
        #expect(answers.map(\.unasked) == [[], [3], []])
        #expect(answers.map { try? $0.words.get() } == [nil, [7], [7]])
        await bus.close()
    }

    @Test func aSecondAnswerOnALineIsToldOfItsUnit() async throws {
        let server = try RawServer(.rtu) { _, asked in
            let second = RawServer.Delivery(after: .milliseconds(300), bytes: asked.frame([7]))
            return [.init(bytes: asked.frame([7]))] + (asked.unit == 3 ? [second] : [])
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        let first = await bus.read([read(3)])[0]
        while server.sent.load(ordering: .acquiring) < 2 { try await Task.sleep(for: .milliseconds(5)) }
        let next = await bus.read([read(5)])[0]
        #expect([first, next].map(\.unasked) == [[], [3]])
        #expect([first, next].map { try? $0.words.get() } == [[7], [7]])
        await bus.close()
    }
}
