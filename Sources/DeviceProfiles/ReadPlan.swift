/// What one request fetches.
public struct ReadBlock: Hashable, Sendable {
    public let table: RegisterTable
    /// The first register.
    public let address: UInt16
    /// Registers, or bits of the tables that have bits.
    public let count: Int
    public let every: Duration
    public let points: [Point]

    /// The least block that has these points, which must be of one table and period, and at least one.
    public init(_ points: [Point]) {
        let first = points.map(\.addresses.lowerBound).min() ?? 0
        table = points[0].register.table
        address = UInt16(first)
        count = (points.map(\.addresses.upperBound).max() ?? first) - first
        every = points[0].every
        self.points = points
    }

    fileprivate var addresses: Range<Int> { Int(address)..<Int(address) + count }
}

extension DeviceProfile {
    /// The requests that fetch every point. Points of one table and period share one as far as the device's limit
    /// allows; up to eight registers between them that nobody asked for are read along, since a request costs more.
    public var readPlan: [ReadBlock] {
        let groups = Dictionary(grouping: points) { Group(table: $0.register.table, every: $0.every) }
        return groups.values.flatMap(blocks).sorted { left, right in
            (left.every, left.table.rawValue, left.address) < (right.every, right.table.rawValue, right.address)
        }
    }

    private struct Group: Hashable {
        var table: RegisterTable
        var every: Duration
    }

    private func blocks(of points: [Point]) -> [ReadBlock] {
        points.sorted { $0.addresses.lowerBound < $1.addresses.lowerBound }.reduce(into: []) { blocks, point in
            guard let last = blocks.last, joins(point, last) else { return blocks.append(ReadBlock([point])) }
            blocks[blocks.count - 1] = ReadBlock(last.points + [point])
        }
    }

    private func joins(_ point: Point, _ block: ReadBlock) -> Bool {
        let limit = block.table.isBits ? limits.maxRegisters * 16 : limits.maxRegisters
        let end = max(block.addresses.upperBound, point.addresses.upperBound)
        return point.addresses.lowerBound - block.addresses.upperBound <= 8
            && end - block.addresses.lowerBound <= limit
    }
}
