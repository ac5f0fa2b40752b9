/// A block of consecutive registers that one request reads. What follows from its points is computed once, because every
/// answer needs it.
public struct ReadBlock: Sendable {
    /// The table of all registers in the block.
    public let table: RegisterTable
    /// The address of the first register.
    public let address: UInt16
    /// The number of registers or, in tables of bits, of bits.
    public let count: Int
    /// The shortest period of the points in the block.
    public let every: Duration
    /// The registers of the block that belong to no point, in order.
    public let holes: [Range<Int>]
    /// The points that the block contains.
    public let points: [Point]

    /// Creates the smallest block that contains these points, which must be at least one, and all in one table.
    public init(_ points: [Point]) {
        let spans = points.map(\.addresses)
        let first = spans.map(\.lowerBound).min() ?? 0
        table = points[0].register.table
        address = UInt16(first)
        count = (spans.map(\.upperBound).max() ?? first) - first
        every = points.map(\.every).min() ?? .zero
        self.points = points
        holes = Self.holes(between: spans)
    }

    /// The addresses of the registers, as on the wire.
    public var addresses: Range<Int> { Int(address)..<Int(address) + count }

    /// The two blocks to read instead of this one, which the device refused. It is split at the widest hole, which most
    /// likely contains the register that the device lacks, or else in the middle. Nil if its points share their
    /// registers, so that it cannot be split.
    public var halves: (ReadBlock, ReadBlock)? {
        let runs = runs
        let cuts = (1..<max(runs.count, 1)).map { index in
            (index, hole: runs[index].addresses.lowerBound - runs[index - 1].addresses.upperBound)
        }
        let widest = cuts.max { left, right in
            (left.hole, -abs(left.0 * 2 - runs.count)) < (right.hole, -abs(right.0 * 2 - runs.count))
        }
        guard let cut = widest?.0 else { return nil }
        return (ReadBlock(runs[..<cut].flatMap(\.points)), ReadBlock(runs[cut...].flatMap(\.points)))
    }

    /// The blocks without holes to read instead, in the order of their addresses.
    public var withoutHoles: [ReadBlock] {
        runs.reduce(into: []) { parts, run in
            guard let last = parts.last, last.addresses.upperBound == run.addresses.lowerBound else {
                return parts.append(run)
            }
            parts[parts.count - 1] = ReadBlock(last.points + run.points)
        }
    }

    private static func holes(between spans: [Range<Int>]) -> [Range<Int>] {
        var holes: [Range<Int>] = []
        var end: Int?
        for addresses in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let end, end < addresses.lowerBound { holes.append(end..<addresses.lowerBound) }
            end = max(end ?? 0, addresses.upperBound)
        }
        return holes
    }

    /// The groups of points that share registers, in the order of their addresses.
    private var runs: [ReadBlock] {
        let inOrder = points.sorted { $0.addresses.lowerBound < $1.addresses.lowerBound }
        return inOrder.reduce(into: []) { runs, point in
            guard let last = runs.last, last.addresses.overlaps(point.addresses) else {
                return runs.append(ReadBlock([point]))
            }
            runs[runs.count - 1] = ReadBlock(last.points + [point])
        }
    }
}

extension ReadBlock: Hashable {
    /// Compares the requests and the points; the rest follows from them.
    public static func == (left: Self, right: Self) -> Bool {
        left.address == right.address && left.count == right.count && left.table == right.table
            && left.points == right.points
    }

    /// Hashes the request alone, because the blocks of a device rarely have one in common.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(table)
        hasher.combine(address)
        hasher.combine(count)
    }
}
