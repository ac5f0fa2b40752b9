/// What one device gave when it was asked for registers.
public struct SeenRegisters: Hashable, Sendable {
    private enum Answer: Hashable {
        case word(UInt16)
        case refused
    }

    /// Registers to ask for in one request.
    public struct Question: Hashable, Sendable {
        public var register: RegisterAddress
        public var count: Int

        public init(register: RegisterAddress, count: Int) { (self.register, self.count) = (register, count) }
    }

    private var answers: [RegisterAddress: Answer] = [:]

    public init() {}

    public mutating func answered(_ question: Question, _ words: [UInt16]) {
        for (register, word) in zip(question.registers, words) { answers[register] = .word(word) }
    }

    /// Nobody knows which of several registers it was: one that was answered elsewhere stays.
    public mutating func refused(_ question: Question) {
        for register in question.registers where answers[register] == nil { answers[register] = .refused }
    }

    /// Whether there is more than a 0, which a device may answer for what it does not have.
    func holdsSomething(_ register: RegisterAddress) -> Bool {
        if case .word(let word) = answers[register] { word != 0 } else { false }
    }

    /// Nil for registers that were refused; an empty window for ones that nobody asked for.
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
