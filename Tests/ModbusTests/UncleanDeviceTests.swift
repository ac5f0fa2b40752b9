import Synchronization
import Testing

@testable import Modbus

/// Devices and adapters that are not as the standard says, over the wire.
@Suite(.timeLimit(.minutes(5))) struct UncleanDeviceTests {
    private func read(unit: UInt8 = 1, _ address: UInt16 = 5, timeout: Duration = .seconds(20)) -> ModbusRead {
        ModbusRead(unit: unit, table: .holding, address: address, count: 1, timeout: timeout)
    }

    private func ask(
        _ server: RawServer, _ settings: LinkSettings = LinkSettings(), times: Int = 1,
        timeout: Duration = .seconds(20)
    ) async -> [ModbusAnswer] {
        defer { server.end() }
        let bus = ModbusBus(server.endpoint, settings)
        var answers: [ModbusAnswer] = []
        for _ in 0..<times { answers += await bus.read([read(timeout: timeout)]) }
        await bus.close()
        return answers
    }

    @Test func aZeroByteBeforeEachAnswerIsSkippedAndNamed() async throws {
        let server = try RawServer(.rtu) { _, asked in [.init(bytes: [0] + asked.frame([7]))] }
        for answer in await ask(server, times: 5) {
            #expect(try answer.words.get() == [7])
            #expect(answer.quirks == [.foreignBytes])
        }
    }

    @Test func theZeroByteMayComeLongBeforeTheAnswer() async throws {
        let server = try RawServer(.rtu) { _, asked in
            [.init(bytes: [0]), .init(after: .milliseconds(400), bytes: asked.frame([7]))]
        }
        #expect(try await ask(server)[0].words.get() == [7])
    }

    @Test func theEchoOfAnAdapterIsDroppedAndNamed() async throws {
        let server = try RawServer(.rtu) { _, asked in
            [.init(bytes: asked.framing.frame(asked.pdu, unit: asked.unit, header: []) + asked.frame([7]))]
        }
        for answer in await ask(server, times: 5) {
            #expect(try answer.words.get() == [7])
            #expect(answer.quirks == [.echo])
        }
    }

    @Test func theEchoAloneIsNoAnswer() async throws {
        let server = try RawServer(.rtu) { _, asked in
            [.init(bytes: asked.framing.frame(asked.pdu, unit: asked.unit, header: []))]
        }
        let answer = await ask(server, timeout: .milliseconds(300))[0]
        #expect(answer.words == .failure(.noAnswer))
        #expect(answer.quirks == [.echo])
    }

    /// D3.
    @Test(arguments: [true, false]) func aForeignTransactionIsNamedAndTakenOnlyWhereItIsIgnored(isIgnored: Bool)
        async throws
    {
        let server = try RawServer(.tcp) { _, asked in [.init(bytes: asked.frame([7], header: [0, 0]))] }
        var settings = LinkSettings()
        settings.ignoresTransactionID = isIgnored
        for answer in await ask(server, settings, times: 2, timeout: isIgnored ? .seconds(20) : .milliseconds(300)) {
            #expect((try? answer.words.get()) == (isIgnored ? [7] : nil))
            if case .failure(let error) = answer.words, case .garbled = error {} else { #expect(isIgnored) }
            #expect(answer.quirks == [.transactionID])
        }
    }

    /// D5.
    @Test(arguments: [true, false]) func anotherUnitIsNamedAndTakenOnlyWhereAnyMayAnswer(isAccepted: Bool) async throws
    {
        let server = try RawServer(.tcp) { _, asked in [.init(bytes: asked.frame([7], unit: 255))] }
        var settings = LinkSettings()
        settings.acceptsAnyUnit = isAccepted
        let answer = await ask(server, settings, timeout: isAccepted ? .seconds(20) : .milliseconds(300))[0]
        #expect((try? answer.words.get()) == (isAccepted ? [7] : nil))
        #expect(answer.quirks == [.otherUnit])
    }

    /// D9: the peer takes the request on the old connection and closes it without a byte.
    @Test(arguments: [RawServer.Kind.tcp, .rtuOverTCP])
    func aReusedConnectionThatEndsWithoutAByteIsOpenedAndAskedAgain(kind: RawServer.Kind) async throws {
        let server = try RawServer(kind) { number, asked in
            number % 2 == 1 ? [.init()] : [.init(bytes: asked.frame([7]))]
        }
        // On a line behind a server the unit is then left alone for as long as the first request may be answered.
        let times = kind == .tcp ? 10 : 2
        let answers = await ask(server, times: times)
        #expect(answers.map { try? $0.words.get() } == Array(repeating: [7], count: times))
        #expect(answers.map { $0.quirks == [.hungUp] } == [false] + Array(repeating: true, count: times - 1))
    }

    @Test func aNewConnectionThatEndsWithoutAByteIsNotAskedAgain() async throws {
        let server = try RawServer(.tcp) { _, _ in [.init()] }
        let answer = await ask(server)[0]
        guard case .failure(.lineDown) = answer.words else {
            Issue.record("\(answer.words)")
            return
        }
        #expect(server.connections.load(ordering: .relaxed) == 1)
    }

    @Test func aWriteIsNotRepeatedWhenTheConnectionEnds() async throws {
        let server = try RawServer(.tcp) { number, asked in number == 0 ? [.init(bytes: asked.frame([7]))] : [.init()] }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        _ = try await bus.read(read())
        await #expect(throws: ModbusError.self) {
            try await bus.write(ModbusWrite(unit: 1, table: .holding, address: 1, values: [3], timeout: .seconds(20)))
        }
        #expect(server.connections.load(ordering: .relaxed) == 1)
    }

    /// D8.
    @Test func aNewConnectionIsLeftAloneForItsDelay() async throws {
        let server = try RawServer(.tcp) { _, asked in [.init(bytes: asked.frame([7]))] }
        var settings = LinkSettings()
        settings.connectDelay = .milliseconds(400)
        let start = ContinuousClock.now
        let answers = await ask(server, settings, times: 2)
        #expect(answers.map { try? $0.words.get() } == [[7], [7]])
        #expect(answers[0].asked - start >= .milliseconds(400))
        #expect(server.connections.load(ordering: .relaxed) == 1)
    }

    @Test func aConnectionIsClosedAfterEachAnswerWhereThatIsAskedFor() async throws {
        let server = try RawServer(.tcp) { _, asked in [.init(bytes: asked.frame([7]))] }
        var settings = LinkSettings()
        settings.closeAfter = .zero
        let answers = await ask(server, settings, times: 3)
        #expect(answers.map { try? $0.words.get() } == [[7], [7], [7]])
        #expect(server.connections.load(ordering: .relaxed) == 3)
    }

    @Test func aConnectionIsClosedWhenItHasBeenIdleForLongEnough() async throws {
        let server = try RawServer(.tcp) { _, asked in [.init(bytes: asked.frame([7]))] }
        defer { server.end() }
        var settings = LinkSettings()
        settings.closeAfter = .milliseconds(50)
        let bus = ModbusBus(server.endpoint, settings)
        _ = try await bus.read(read())
        while await bus.isOpen { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try await bus.read(read()) == [7])
        #expect(server.connections.load(ordering: .relaxed) == 2)
    }

    /// D13.
    @Test(arguments: [RawServer.Kind.rtuOverTCP, .tcp, .rtu])
    func anAnswerInPiecesIsWaitedForAsLongAsTheBusSays(kind: RawServer.Kind) async throws {
        let server = try RawServer(kind) { _, asked in
            let frame = asked.frame([7])
            return [
                .init(bytes: Array(frame.prefix(5))),
                .init(after: .milliseconds(400), bytes: Array(frame.dropFirst(5))),
            ]
        }
        var settings = LinkSettings()
        settings.frameGap = .seconds(20)
        let answer = await ask(server, settings)[0]
        #expect(try answer.words.get() == [7])
        #expect(answer.quirks == [])
    }

    @Test func aRequestOfAnotherMasterPutsTheUnitInDispute() async throws {
        let foreign = Framing.rtu.frame([3, 0, 9, 0, 1], unit: 1, header: [])
        let server = try RawServer(.rtu) { _, asked in [.init(bytes: foreign + asked.frame([7]))] }
        let answer = await ask(server)[0]
        #expect(try answer.words.get() == [7])
        #expect(answer.disputed == [1])
    }

    @Test func aLateAnswerPutsNothingInDispute() async throws {
        let server = try RawServer(.rtu) { number, asked in
            [.init(after: number == 0 ? .milliseconds(1500) : .zero, bytes: asked.frame([UInt16(number)]))]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        let first = await bus.read([read(timeout: .seconds(1))])[0]
        let second = await bus.read([read()])[0]
        #expect(first.words == .failure(.noAnswer))
        #expect(second.disputed == [])
    }
}
