import Testing

@testable import Modbus

/// What is found among bytes, without a wire.
struct ExpectedAnswerTests {
    private static let data: [UInt16] = [0x1234, 0x0007]

    private func expected(
        _ framing: Framing, _ settings: LinkSettings = LinkSettings(), unit: UInt8 = 3, count: Int = 2,
        table: RegisterTable = .holding, address: UInt16 = 0x0310, transaction: UInt16 = 0x0707
    ) -> ExpectedAnswer {
        ExpectedAnswer(
            request: .read(unit: unit, table: table, address: address, count: count), framing: framing,
            transaction: framing == .tcp ? transaction : 0, settings: settings)
    }

    private func frame(
        _ framing: Framing, _ words: [UInt16] = data, unit: UInt8 = 3, transaction: UInt16 = 0x0707
    ) -> [UInt8] {
        let data = words.flatMap(\.bytes)
        return framing.frame([3, UInt8(data.count)] + data, unit: unit, header: transaction.bytes)
    }

    private func value(_ sighting: ExpectedAnswer.Sighting) -> [UInt16]? {
        if case .answer(.success(let words)) = sighting.step { words } else { nil }
    }

    @Test(arguments: [Framing.tcp, .rtu]) func anAnswerIsWaitedForUntilItIsWhole(_ framing: Framing) {
        let answer = frame(framing)
        for length in 0..<answer.count {
            guard case .wait = expected(framing).search(Array(answer.prefix(length))).step else {
                Issue.record("\(length) bytes are not waited for")
                return
            }
        }
        let whole = expected(framing).search(answer)
        #expect(value(whole) == Self.data)
        #expect(whole.quirks == [])
    }

    @Test(arguments: [Framing.tcp, .rtu]) func upToEightForeignBytesAreSkippedAndNoNinth(_ framing: Framing) {
        for count in 1...8 {
            let found = expected(framing).search(Array(repeating: 0, count: count) + frame(framing))
            #expect(value(found) == Self.data, "\(count)")
            #expect(found.quirks == [.foreignBytes])
        }
        #expect(value(expected(framing).search(Array(repeating: 0x55, count: 9) + frame(framing))) == nil)
    }

    @Test func theRequestItselfIsAnEcho() {
        let expected = expected(.rtu)
        let found = expected.search([0] + expected.sent + frame(.rtu))
        #expect(value(found) == Self.data)
        #expect(found.quirks == [.foreignBytes, .echo])
        for length in 1..<expected.sent.count {
            guard case .wait = expected.search(Array(expected.sent.prefix(length))).step else {
                Issue.record("\(length) bytes of the echo are not waited for")
                return
            }
        }
    }

    /// `01 01 03 10 00 14` asks for 20 coils, and is the answer to it that says which 24 are on.
    @Test func anEchoThatLooksLikeAnAnswerIsNone() {
        let expected = expected(.rtu, unit: 1, count: 20, table: .coil)
        guard case .wait = expected.search(expected.sent).step else {
            Issue.record("the echo was taken for the answer")
            return
        }
        let answer = Framing.rtu.frame([1, 3, 1, 0, 0], unit: 1, header: [])
        #expect(value(expected.search(expected.sent + answer))?.first == 1)
    }

    /// The same bytes on a line that has not given back the request before.
    @Test func bitsThatLookLikeTheRequestAreTheAnswerWhereTheLineDoesNotEcho() {
        var expected = expected(.rtu, unit: 1, count: 20, table: .coil)
        expected.expectsEcho = false
        #expect(value(expected.search(expected.sent))?.count == 20)
    }

    /// `03 03 04 …` asks for register 0x04xx, and begins like the answer with two registers.
    @Test func aRequestOfAnotherMasterThatBeginsLikeTheAnswerDoesNotSpoilIt() {
        let request = Framing.rtu.frame([3, 4, 0, 0, 1], unit: 3, header: [])
        #expect(expected(.rtu).search(request + [3]).step != .refused(.wrongCRC))
        let found = expected(.rtu).search(request + frame(.rtu))
        #expect(value(found) == Self.data)
        #expect(found.strangers.count == 1)
    }

    @Test func aDamagedAnswerIsRefusedAtOnce() {
        var bytes = frame(.rtu)
        bytes[4] ^= 1
        #expect(expected(.rtu).search(bytes).step == .refused(.wrongCRC))
    }

    @Test func framesOfOtherUnitsNeedNotBeLookedAtAgain() {
        let other = frame(.rtu, [1], unit: 9)
        #expect(expected(.rtu).search(other + other + [3]).explained == other.count * 2)
        #expect(expected(.tcp).search(frame(.tcp, unit: 9)).explained == 0)
    }

    @Test func theEchoOfAWriteIsNotTakenForItsAnswerWhereTheLineEchoes() {
        var expected = ExpectedAnswer(
            request: .write(unit: 3, table: .holding, address: 1, values: [5]), framing: .rtu, transaction: 0,
            settings: LinkSettings())
        #expect(value(expected.search(expected.sent)) == [])
        expected.expectsEcho = true
        #expect(value(expected.search(expected.sent)) == nil)
        #expect(value(expected.search(expected.sent + expected.sent)) == [])
    }

    @Test(arguments: [Framing.tcp, .rtu]) func anAnswerThatComesTwiceIsNamed(_ framing: Framing) {
        let found = expected(framing).search(frame(framing) + frame(framing))
        #expect(value(found) == Self.data)
        #expect(found.quirks == [.doubled])
    }

    @Test func paddingBehindAnAnswerIsNamed() {
        let serial = expected(.rtu).search(frame(.rtu) + [0])
        #expect(value(serial) == Self.data)
        #expect(serial.quirks == [.padding])
        let tcp = frame(.tcp)
        let crc = PDU.crc(tcp.dropFirst(6))
        let behind = expected(.tcp).search(tcp + [UInt8(crc & 0xFF), UInt8(crc >> 8)])
        #expect(value(behind) == Self.data)
        #expect(behind.quirks == [.padding])
        var stated = tcp
        stated[5] += 2
        #expect(value(expected(.tcp).search(stated)) == nil)
        #expect(value(expected(.tcp).search(stated + [0, 0])) == Self.data)
    }

    @Test func bytesBehindAnAnswerOverTCPMakeItDoubtful() {
        #expect(expected(.tcp).search(frame(.tcp) + [9]).step == .refused(.tooLong))
        // Half an answer and the beginning of another.
        let torn = frame(.tcp).prefix(10) + frame(.tcp, [1, 2], transaction: 0x0700)
        #expect(value(expected(.tcp).search(Array(torn))) == nil)
    }

    @Test(arguments: [1, 2, 4, 6]) func theLengthOfAnExceptionMayBeWrongOverTCP(_ length: UInt8) {
        let bytes: [UInt8] = [7, 7, 0, 0, 0, length, 3, 0x83, 2]
        let found = expected(.tcp).search(bytes)
        #expect((found.step == .answer(.failure(.illegalAddress))) == (length > 1))
        #expect(found.quirks == (length > 1 ? [.exceptionLength] : []))
    }

    @Test(arguments: [0, 0x0708] as [UInt16]) func aForeignTransactionIsNamedAndRefusedUnlessIgnored(_ id: UInt16) {
        let answer = frame(.tcp, transaction: id)
        let strict = expected(.tcp).search(answer)
        #expect(strict.step == .wait(.none))
        #expect(strict.quirks == [.transactionID])
        var settings = LinkSettings()
        settings.ignoresTransactionID = true
        let tolerant = expected(.tcp, settings).search(answer)
        #expect(value(tolerant) == Self.data)
        #expect(tolerant.quirks == [.transactionID])
    }

    @Test func anEarlierTransactionIsNeverAcceptedEvenWhereItIsIgnored() {
        var settings = LinkSettings()
        settings.ignoresTransactionID = true
        var ids = TransactionIDs()
        let sent = (0..<12).map { _ in ids.next() }
        for earlier in sent.dropLast() {
            for id in [earlier, earlier + 1] {
                let found = expected(.tcp, settings, transaction: sent[11]).search(frame(.tcp, transaction: id))
                #expect(value(found) == nil)
                #expect(found.strangers.count == 1)
            }
        }
    }

    @Test(arguments: [0, 1] as [UInt16]) func anIdThatNoRequestHasIsNeverAnEarlierOnes(_ id: UInt16) {
        var ids = TransactionIDs()
        for _ in 0..<20_000 {
            let current = ids.next()
            #expect(!TransactionIDs.isEarlier(id, than: current))
        }
    }

    @Test func anEarlierOneIsKnownAlsoWhereTheIdsBeginAgain() {
        var ids = TransactionIDs()
        var sent = (0..<9000).map { _ in ids.next() }
        for _ in 0..<2000 {
            let current = ids.next()
            #expect(sent.suffix(16).allSatisfy { TransactionIDs.isEarlier($0, than: current) })
            #expect(!TransactionIDs.isEarlier(sent[sent.count - 17], than: current))
            #expect(!TransactionIDs.isEarlier(current, than: current))
            #expect(!TransactionIDs.isEarlier(current + 1, than: current))
            sent.append(current)
        }
    }

    @Test func transactionsAreNeverZeroNorNeighbours() {
        var ids = TransactionIDs()
        var last = ids.next()
        for _ in 0..<70_000 {
            let next = ids.next()
            #expect(next != 0 && next != last &+ 1)
            last = next
        }
    }

    @Test func anotherUnitIsNamedAndRefusedUnlessAnyMayAnswer() {
        let answer = frame(.tcp, unit: 255)
        #expect(expected(.tcp).search(answer).step == .wait(.none))
        #expect(expected(.tcp).search(answer).quirks == [.otherUnit])
        var settings = LinkSettings()
        settings.acceptsAnyUnit = true
        #expect(value(expected(.tcp, settings).search(answer)) == Self.data)
        // On a serial line other units are other devices.
        #expect(value(expected(.rtu, settings).search(frame(.rtu, unit: 255))) == nil)
    }

    @Test func theFramesOfOthersArePassedOverAndHandedOn() {
        let request: [UInt8] = Framing.rtu.frame([3, 0, 1, 0, 2], unit: 9, header: [])
        let found = expected(.rtu).search(request + frame(.rtu, [1], unit: 9) + frame(.rtu))
        #expect(value(found) == Self.data)
        #expect(found.strangers.map { $0.first } == [9, 9])
        #expect(found.quirks == [])
    }

    /// Everything that can be done to the bytes of answers, at random: what is accepted is what the device said.
    @Test(arguments: [Framing.tcp, .rtu], [false, true])
    func noBytesWhateverMakeAWrongValue(_ framing: Framing, isTolerant: Bool) {
        var settings = LinkSettings()
        (settings.ignoresTransactionID, settings.acceptsAnyUnit) = (isTolerant, isTolerant)
        let expected = expected(framing, settings)
        let right = frame(framing)
        var accepted = 0
        for _ in 0..<20_000 {
            let pieces: [[UInt8]] = (0..<Int.random(in: 1...4)).map { _ in
                switch Int.random(in: 0..<8) {
                case 0: (0..<Int.random(in: 0...10)).map { _ in .random(in: .min ... .max) }
                case 1: expected.sent
                case 2: Array(right.dropLast(Int.random(in: 0..<right.count)))
                // Of another unit on a line, and late over TCP.
                case 3: frame(framing, [9, 9], unit: framing == .rtu ? 4 : 3, transaction: 0x0700)
                case 4: frame(framing, [9], transaction: 0)
                case 5: right.enumerated().map { $0.offset == right.count - 3 ? $0.element ^ 0x10 : $0.element }
                default: right
                }
            }
            let bytes = pieces.flatMap(\.self)
            // TCP itself keeps the bytes of a frame as they were sent, and together.
            let isTorn = pieces.dropLast().contains { !$0.isEmpty && $0.count < right.count && right.starts(with: $0) }
            let isFlipped = pieces.contains { $0.count == right.count && $0 != right && $0[6] == right[6] }
            guard framing == .rtu || !isTorn && !isFlipped else { continue }
            guard let words = value(expected.search(bytes)) else { continue }
            accepted += 1
            #expect(words == Self.data, "\(bytes)")
        }
        #expect(accepted > 1000)
    }

    @Test(arguments: [Framing.tcp, .rtu]) func noBytesWhateverMakeTheSearchFail(_ framing: Framing) {
        let expected = expected(framing)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40)).map { _ in
                UInt8([0, 3, 7, 0x83, .random(in: 0...255)].randomElement()!)
            }
            if framing == .rtu { #expect(value(expected.search(bytes)) == nil) } else { _ = expected.search(bytes) }
        }
    }
}
