/// A request of a client to a server.
public enum ModbusRequest: Hashable, Sendable {
    /// A read of consecutive entries.
    case read(unit: UInt8, table: RegisterTable, address: UInt16, count: Int)
    /// A write of consecutive entries. Coils are words of 0 and 1.
    case write(unit: UInt8, table: RegisterTable, address: UInt16, values: [UInt16])
}
