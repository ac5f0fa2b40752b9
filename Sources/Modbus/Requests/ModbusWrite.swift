/// A write of consecutive coils or holding registers: a single value with function 5 or 6, several with 15 or 16.
public struct ModbusWrite: Hashable, Sendable {
    /// The unit address of the device.
    public var unit: UInt8
    /// The table: coils or holding registers.
    public var table: RegisterTable
    /// The protocol address of the first entry, counted from 0.
    public var address: UInt16
    /// The values: 1 to 1968 coils (0 or 1), or 1 to 123 registers.
    public var values: [UInt16]
    /// The time in which the device must begin to answer. The time of the characters on a serial line is added to it.
    public var timeout: Duration
    /// The shortest silence on the line before the request.
    public var gap: Duration
    /// The silence on the line after the answer.
    public var turnaround: Duration

    /// Creates a write; the default timeout is 500 ms.
    public init(
        unit: UInt8, table: RegisterTable, address: UInt16, values: [UInt16],
        timeout: Duration = .milliseconds(500), gap: Duration = .zero, turnaround: Duration = .zero
    ) {
        self.unit = unit
        self.table = table
        self.address = address
        self.values = values
        self.timeout = timeout
        self.gap = gap
        self.turnaround = turnaround
    }
}
