import Simulator
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
        #expect(answer.quirks.subtracting([.pieces]) == [])
    }

    @Test func aRequestOfAnotherMasterPutsTheUnitInDispute() async throws {
        let foreign = Framing.rtu.frame([3, 0, 9, 0, 1], unit: 1, header: [])
        let server = try RawServer(.rtu) { _, asked in [.init(bytes: foreign + asked.frame([7]))] }
        let answer = await ask(server)[0]
        #expect(try answer.words.get() == [7])
        #expect(answer.disputed == [1])
    }

    /// D2: frames of a unit that is never asked.
    @Test func framesOfAnotherMasterAreNamedThoughTheirUnitIsNotOurs() async throws {
        let request = Framing.rtu.frame([3, 0, 9, 0, 1], unit: 9, header: [])
        let answer = Framing.rtu.frame([3, 2, 0, 1], unit: 9, header: [])
        let server = try RawServer(.rtu) { number, asked in
            [.init(bytes: [[], request, answer][number] + asked.frame([7]))]
        }
        let answers = await ask(server, times: 3)
        #expect(answers.map { try? $0.words.get() } == [[7], [7], [7]])
        #expect(answers.map(\.hasOtherMaster) == [false, true, true])
        #expect(answers.allSatisfy { $0.quirks == [] })
    }

    /// Another master that never pauses keeps nobody waiting for longer than the time-out and one longest frame.
    @Test(arguments: [UInt8(9), 1]) func waitingEndsHoweverMuchOthersSay(unit: UInt8) async throws {
        let frame = Framing.rtu.frame([3, 0, 9, 0, 1], unit: unit, header: [])
        let server = try RawServer(.rtu) { _, _ in
            // For ten seconds, each frame in two pieces.
            (0..<500).flatMap { number in
                [
                    .init(after: .milliseconds(number * 20), bytes: Array(frame.prefix(5))),
                    .init(after: .milliseconds(number * 20 + 10), bytes: Array(frame.dropFirst(5))),
                ]
            }
        }
        let answer = await ask(server, timeout: .milliseconds(300))[0]
        #expect(!answer.isSuccessful)
        #expect(answer.hasOtherMaster)
        // A tenth of that is what others add on a machine that stands still now and then.
        #expect(answer.arrived - answer.asked < .seconds(5))
    }

    @Test func aRepetitionThatComesLaterIsNotTheAnswerToTheNextRequest() async throws {
        let server = try RawServer(.rtu) { number, asked in
            let answer = asked.frame([asked.address])
            // The repetition of the first; the second takes its time.
            return number == 0
                ? [.init(bytes: answer), .init(after: .milliseconds(12), bytes: answer)]
                : [.init(after: .milliseconds(200), bytes: answer)]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        let answers = await bus.read([read(5), read(6)])
        #expect(answers.map { try? $0.words.get() } == [[5], [6]])
        await bus.close()
    }

    /// The same, with another unit asked between the two.
    @Test func aRepetitionIsNotTakenForALaterAnswerEither() async throws {
        let server = try RawServer(.rtu) { number, asked in
            let answer = asked.frame([asked.address])
            return number == 0
                ? [.init(bytes: answer), .init(after: .milliseconds(12), bytes: answer)]
                : [.init(after: .milliseconds(number == 1 ? 0 : 200), bytes: answer)]
        }
        defer { server.end() }
        let bus = ModbusBus(server.endpoint)
        let answers = await bus.read([read(5), read(unit: 2, 9), read(6)])
        #expect(answers.map { try? $0.words.get() } == [[5], [9], [6]])
        await bus.close()
    }

    @Test func anAnswerThatStopsHalfwayIsNamed() async throws {
        let server = try RawServer(.tcp) { _, asked in [.init(bytes: Array(asked.frame([7]).prefix(8)))] }
        let answer = await ask(server, timeout: .milliseconds(100))[0]
        #expect(answer.words == .failure(.garbled(.halfFrame)))
        #expect(answer.quirks.contains(.pieces))
    }

    /// D8.
    @Test func anAnswerThatNeverComesOnANewConnectionIsNamed() async throws {
        let server = try RawServer(.tcp) { _, _ in [] }
        #expect(await ask(server, timeout: .milliseconds(100))[0].quirks == [.newConnection])
    }

    /// D8, as the simulator has it.
    @Test(arguments: [Duration.zero, .seconds(3)])
    func aDeviceThatMustBeLeftAloneAnswersOnlyAfterTheDelay(_ delay: Duration) async throws {
        let server = try ModbusServer.tcp { _ in .leftAlone(.words([7]), .seconds(1)) }
        defer { server.stop() }
        var settings = LinkSettings()
        settings.connectDelay = delay
        let bus = ModbusBus(.tcp(host: "127.0.0.1", port: server.port), settings)
        let isPatient = delay > .zero
        let answers = await bus.read([
            read(timeout: isPatient ? .seconds(20) : .milliseconds(100)), read(6, timeout: .seconds(2)),
        ])
        #expect(answers.map { try? $0.words.get() } == Array(repeating: isPatient ? [7] : nil, count: 2))
        await bus.close()
    }

    @Test func zerosAndTheEchoTogetherAreNoAnswer() async throws {
        let server = try RawServer(.rtu) { _, asked in
            [.init(bytes: [0] + asked.framing.frame(asked.pdu, unit: asked.unit, header: []))]
        }
        #expect(await ask(server, timeout: .milliseconds(300))[0].words == .failure(.noAnswer))
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

extension ModbusAnswer {
    fileprivate var isSuccessful: Bool { (try? words.get()) != nil }
}
