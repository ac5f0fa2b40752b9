/// A read of consecutive entries of one table.
public struct ModbusRead: Hashable, Sendable {
    /// The unit address of the device, 1 to 247 on a serial line.
    public var unit: UInt8
    /// The table that is read.
    public var table: RegisterTable
    /// The protocol address of the first entry, counted from 0.
    public var address: UInt16
    /// The number of entries, from 1 to the maximum of the table.
    public var count: Int
    /// The time in which the device must begin to answer. The time of the characters on a serial line is added to it.
    public var timeout: Duration
    /// The shortest silence on the line before the request.
    public var gap: Duration

    /// Creates a read; the default timeout is 500 ms.
    public init(
        unit: UInt8, table: RegisterTable, address: UInt16, count: Int, timeout: Duration = .milliseconds(500),
        gap: Duration = .zero
    ) {
        self.unit = unit
        self.table = table
        self.address = address
        self.count = count
        self.timeout = timeout
        self.gap = gap
    }
}
