import Modbus
import Testing

/// What bytes mean to a person who looks for what is wrong with a line.
struct LinkTrafficTests {
    /// Unit 1, holding 0, one register.
    private static let request: [UInt8] = [0x01, 0x03, 0x00, 0x00, 0x00, 0x01, 0x84, 0x0A]
    private static let answer: [UInt8] = [0x01, 0x03, 0x02, 0x00, 0x07, 0xF9, 0x86]
    private static let refusal: [UInt8] = [0x01, 0x83, 0x02, 0xC0, 0xF1]
    private static let otherUnit: [UInt8] = [0x02, 0x83, 0x02, 0x30, 0xF1]

    private func meaning(of bytes: [UInt8], to sent: [UInt8] = request, hasCRC: Bool = true) -> LinkExchange.Meaning {
        var exchange = LinkExchange(sent: sent, began: .now, hasCRC: hasCRC)
        exchange.received = bytes
        return exchange.meaning
    }

    @Test func anAnswerAndARefusalAreToldFromWhatIsNone() {
        #expect(meaning(of: Self.answer) == .answer(exception: nil))
        #expect(meaning(of: Self.refusal) == .answer(exception: 2))
        #expect(meaning(of: Self.request + Self.answer) == .answer(exception: nil))
        #expect(meaning(of: Self.request + Self.otherUnit) == .otherUnit(2))
    }

    @Test func whatIsWrongIsNamed() {
        #expect(meaning(of: []) == .silence)
        #expect(meaning(of: Self.request) == .echo)
        #expect(meaning(of: Self.otherUnit) == .otherUnit(2))
        #expect(meaning(of: Array(Self.answer.dropLast()) + [0x87]) == .part)
        #expect(meaning(of: Array(Self.answer.prefix(4))) == .part)
        #expect(meaning(of: [0x00, 0xFF, 0x00, 0x00]) == .levels)
        #expect(meaning(of: [0x9A, 0x55, 0x13, 0xE1]) == .noise)
    }

    @Test func overTCPTheTransactionAndTheUnitTell() {
        let request: [UInt8] = [0, 7, 0, 0, 0, 6, 1, 3, 0, 0, 0, 1]
        let answer: [UInt8] = [0, 7, 0, 0, 0, 5, 1, 3, 2, 0, 7]
        func meaning(_ bytes: [UInt8]) -> LinkExchange.Meaning { self.meaning(of: bytes, to: request, hasCRC: false) }
        #expect(meaning(answer) == .answer(exception: nil))
        #expect(meaning([0, 7, 0, 0, 0, 3, 1, 0x83, 2]) == .answer(exception: 2))
        #expect(meaning([0, 0] + answer.dropFirst(2)) == .otherTransaction)
        #expect(meaning([0, 7, 0, 0, 0, 5, 255, 3, 2, 0, 7]) == .otherUnit(255))
        #expect(meaning(Array(answer.dropLast())) == .part)
    }
}
