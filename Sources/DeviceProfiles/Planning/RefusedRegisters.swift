/// What a device does not let be read, found out while reading. It is forgotten when the device was away, as what comes
/// back may be another one, and after a while, as a device that is starting may refuse what it has.
public struct RefusedRegisters: Hashable, Sendable {
    private struct Table: Hashable {
        var addresses = RangeSet<Int>()
        /// Registers that may be read, but not in one request with the one before.
        var borders: Set<Int> = []
    }

    private var tables: [RegisterTable: Table] = [:]

    public init() {}

    public var isEmpty: Bool { tables.isEmpty }

    /// Registers that no request may contain; a range without any is the border between two that may not be together.
    ///
    /// - Parameter range: addresses as they go over the wire.
    public mutating func insert(_ range: Range<Int>, of table: RegisterTable) {
        if range.isEmpty {
            tables[table, default: Table()].borders.insert(range.lowerBound)
        } else {
            tables[table, default: Table()].addresses.insert(contentsOf: range)
        }
    }

    /// Registers that no request may cross, though one may lie within them: what is between two points of one period may
    /// be a point of another.
    public mutating func insertCrossing(_ range: Range<Int>, of table: RegisterTable) {
        tables[table, default: Table()].borders.formUnion(range.lowerBound...range.upperBound)
    }

    public mutating func formUnion(_ other: RefusedRegisters) {
        for (table, more) in other.tables {
            tables[table, default: Table()].addresses.formUnion(more.addresses)
            tables[table, default: Table()].borders.formUnion(more.borders)
        }
    }

    /// Whether a request for these registers would be refused.
    public func forbid(_ range: Range<Int>, of table: RegisterTable) -> Bool {
        guard let table = tables[table] else { return false }
        return !table.addresses.isDisjoint(RangeSet(range))
            || table.borders.contains { range.lowerBound < $0 && $0 < range.upperBound }
    }

    /// Whether a point cannot be read at all.
    public func forbid(_ point: Point) -> Bool {
        guard let refused = tables[point.register.table] else { return false }
        return !refused.addresses.isDisjoint(RangeSet(point.addresses))
    }
}
