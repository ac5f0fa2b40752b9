/// Finds the registers that a device lacks in a block that it refused as a whole, by reading smaller and smaller
/// blocks.
///
/// Read `next`, call `answered` or `refused`, and repeat until `next` is nil; then make a new plan without the
/// registers in `found`. The answers received during the search are valid readings. A search that is interrupted
/// because the device is silent can be discarded: the next refusal starts a new one. Only an illegal address and an
/// illegal value (exceptions 2 and 3) are refusals; a device that is busy or out of order (exceptions 4 to 6) says
/// nothing about its registers.
public struct RefusalSearch: Sendable {
    private enum Step {
        case ask(ReadBlock)
        /// Judges the registers between two parts, which may be only a border. If the device answered both parts, it
        /// refused what is between them.
        case judge(Range<Int>, refusals: Int)
    }

    private let table: RegisterTable
    private var steps: [Step] = []
    private var refusals = 0

    /// The points that were refused alone, and the registers between parts that were refused only together.
    public private(set) var found = RefusedRegisters()

    /// Starts a search.
    ///
    /// - Parameter block: the block that the device refused.
    public init(_ block: ReadBlock) {
        table = block.table
        part(block)
    }

    /// The block to read next; nil when the search is complete.
    public var next: ReadBlock? {
        if case .ask(let block)? = steps.last { block } else { nil }
    }

    /// Notes that `next` was read.
    public mutating func answered() {
        steps.removeLast()
        judge()
    }

    /// Notes that `next` was refused.
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
