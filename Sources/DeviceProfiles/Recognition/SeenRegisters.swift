/// The answers of one device to requests for registers.
public struct SeenRegisters: Hashable, Sendable {
    private enum Answer: Hashable {
        case word(UInt16)
        case refused
    }

    /// The registers of one request.
    public struct Question: Hashable, Sendable {
        /// The first register.
        public var register: RegisterAddress
        /// The number of registers.
        public var count: Int

        public init(register: RegisterAddress, count: Int) { (self.register, self.count) = (register, count) }
    }

    private var answers: [RegisterAddress: Answer] = [:]

    public init() {}

    /// Notes the words that the device answered.
    public mutating func answered(_ question: Question, _ words: [UInt16]) {
        for (register, word) in zip(question.registers, words) { answers[register] = .word(word) }
    }

    /// Notes that the device refused the registers. Which of several it refused is unknown, so that a register that was
    /// answered in another request stays answered.
    public mutating func refused(_ question: Question) {
        for register in question.registers where answers[register] == nil { answers[register] = .refused }
    }

    /// Returns whether a register holds anything other than 0, which a device may also answer for a register that it
    /// does not have.
    func holdsSomething(_ register: RegisterAddress) -> Bool {
        if case .word(let word) = answers[register] { word != 0 } else { false }
    }

    /// Returns the words of registers; nil if one was refused, an empty window if one was not asked.
    func window(_ addresses: Range<Int>, of table: RegisterTable) -> RegisterWindow? {
        var words: [UInt16] = []
        for address in addresses {
            switch answers[RegisterAddress(table, UInt16(address))] {
            case .word(let word): words.append(word)
            case .refused: return nil
            case nil: return RegisterWindow(start: addresses.lowerBound, words: [])
            }
        }
        return RegisterWindow(start: addresses.lowerBound, words: words[...])
    }
}

extension SeenRegisters.Question {
    fileprivate var registers: [RegisterAddress] {
        (Int(register.address)..<Int(register.address) + count).map { RegisterAddress(register.table, UInt16($0)) }
    }
}
