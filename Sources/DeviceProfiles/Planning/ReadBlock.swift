/// What one request fetches.
public struct ReadBlock: Hashable, Sendable {
    public let table: RegisterTable
    /// The first register.
    public let address: UInt16
    /// Registers, or bits of the tables that have bits.
    public let count: Int
    /// The shortest period of its points.
    public let every: Duration
    public let points: [Point]

    /// The least block that has these points, which must be of one table, and at least one.
    public init(_ points: [Point]) {
        let first = points.map(\.addresses.lowerBound).min() ?? 0
        table = points[0].register.table
        address = UInt16(first)
        count = (points.map(\.addresses.upperBound).max() ?? first) - first
        every = points.map(\.every).min() ?? .zero
        self.points = points
    }

    /// As they go over the wire.
    public var addresses: Range<Int> { Int(address)..<Int(address) + count }

    /// The two blocks to ask for instead of this one, which the device refused: parted at the widest hole, where the
    /// register that it lacks most likely is, or else in the middle. Nil if its points share their registers, so that
    /// there is nothing to part.
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

    /// The registers in it that belong to no point.
    public var holes: [Range<Int>] {
        zip(runs, runs.dropFirst()).map { $0.addresses.upperBound..<$1.addresses.lowerBound }.filter { !$0.isEmpty }
    }

    /// The blocks to ask for instead that have no hole, in the order of their addresses.
    public var withoutHoles: [ReadBlock] {
        let parts = runs.reduce(into: [[Point]]()) { parts, run in
            if let last = parts.last, ReadBlock(last).addresses.upperBound == run.addresses.lowerBound {
                parts[parts.count - 1] += run.points
            } else {
                parts.append(run.points)
            }
        }
        return parts.map { ReadBlock($0) }
    }

    /// The points that share registers, together.
    private var runs: [ReadBlock] {
        points.sorted { $0.addresses.lowerBound < $1.addresses.lowerBound }.reduce(into: []) { runs, point in
            guard let last = runs.last, last.addresses.overlaps(point.addresses) else {
                return runs.append(ReadBlock([point]))
            }
            runs[runs.count - 1] = ReadBlock(last.points + [point])
        }
    }
}
