/// The registers that a device does not allow to be read, as found while reading. They are forgotten when the device
/// was away, because another one may return, and after some time, because a device that is starting may refuse
/// registers that it has.
public struct RefusedRegisters: Hashable, Sendable {
    private struct Table: Hashable {
        var addresses = RangeSet<Int>()
        /// The registers that may be read, but not in one request with the one before.
        var borders: Set<Int> = []
    }

    private var tables: [RegisterTable: Table] = [:]

    public init() {}

    /// Whether nothing is refused.
    public var isEmpty: Bool { tables.isEmpty }

    /// Adds registers that no request may contain. An empty range is the border between two registers that may not be
    /// in one request.
    ///
    /// - Parameter range: the addresses, as on the wire.
    public mutating func insert(_ range: Range<Int>, of table: RegisterTable) {
        if range.isEmpty {
            tables[table, default: Table()].borders.insert(range.lowerBound)
        } else {
            tables[table, default: Table()].addresses.insert(contentsOf: range)
        }
    }

    /// Adds registers that no request may cross, though it may lie within them: the registers between two points of one
    /// period may be a point of another.
    public mutating func insertCrossing(_ range: Range<Int>, of table: RegisterTable) {
        tables[table, default: Table()].borders.formUnion(range.lowerBound...range.upperBound)
    }

    /// Adds all refusals of another set.
    public mutating func formUnion(_ other: RefusedRegisters) {
        for (table, more) in other.tables {
            tables[table, default: Table()].addresses.formUnion(more.addresses)
            tables[table, default: Table()].borders.formUnion(more.borders)
        }
    }

    /// Returns whether a request for these registers would be refused.
    public func forbid(_ range: Range<Int>, of table: RegisterTable) -> Bool {
        guard let table = tables[table] else { return false }
        return !table.addresses.isDisjoint(RangeSet(range))
            || table.borders.contains { range.lowerBound < $0 && $0 < range.upperBound }
    }

    /// Returns whether a point cannot be read at all.
    public func forbid(_ point: Point) -> Bool {
        guard let refused = tables[point.register.table] else { return false }
        return !refused.addresses.isDisjoint(RangeSet(point.addresses))
    }
}
