/// Finds out what a device lacks of a block that it refused as a whole, by asking for smaller and smaller ones.
///
/// Ask for `next`, say whether it was `answered` or `refused`, and so on until there is none; then plan again without
/// `found`. Answers on the way are good readings. A search that the device's silence interrupts may be thrown away: it
/// begins again with the next refusal. Refused are illegal addresses and illegal values (exceptions 2 and 3); a device
/// that is busy or out of order (4 to 6) says nothing of its registers.
public struct RefusalSearch: Sendable {
    private enum Step {
        case ask(ReadBlock)
        /// What lies between two parts, be it only a border. If the device took both, that is what it refused.
        case judge(Range<Int>, refusals: Int)
    }

    private let table: RegisterTable
    private var steps: [Step] = []
    private var refusals = 0

    /// Points that were refused alone, and what lies between parts that only together were refused.
    public private(set) var found = RefusedRegisters()

    /// - Parameter block: it was asked for and refused.
    public init(_ block: ReadBlock) {
        table = block.table
        part(block)
    }

    /// What to ask for; nil when everything is found.
    public var next: ReadBlock? {
        if case .ask(let block)? = steps.last { block } else { nil }
    }

    /// `next` was read.
    public mutating func answered() {
        steps.removeLast()
        judge()
    }

    /// `next` was refused.
    public mutating func refused() {
        guard case .ask(let block)? = steps.popLast() else { return }
        part(block)
        judge()
    }

    private mutating func part(_ block: ReadBlock) {
        guard let (left, right) = block.halves else {
            refusals += 1
            return found.insert(block.addresses, of: table)
        }
        let hole = left.addresses.upperBound..<max(left.addresses.upperBound, right.addresses.lowerBound)
        steps += [.judge(hole, refusals: refusals), .ask(right), .ask(left)]
    }

    private mutating func judge() {
        while case .judge(let hole, let before)? = steps.last {
            steps.removeLast()
            guard refusals == before else { continue }
            refusals += 1
            found.insertCrossing(hole, of: table)
        }
    }
}
