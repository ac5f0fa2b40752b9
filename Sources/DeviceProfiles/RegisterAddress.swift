/// The four tables of the Modbus data model.
public enum RegisterTable: String, Hashable, Sendable, CaseIterable {
    /// One bit, read and written.
    case coil
    /// One bit, read only.
    case discrete
    /// 16 bits, read and written.
    case holding
    /// 16 bits, read only.
    case input

    /// Whether the entries of the table are single bits.
    public var isBits: Bool { self == .coil || self == .discrete }
}

/// The address of one entry of a table.
public struct RegisterAddress: Hashable, Sendable, CustomStringConvertible {
    /// The table that has the entry.
    public var table: RegisterTable
    /// The address on the wire, counted from 0.
    public var address: UInt16

    public init(_ table: RegisterTable, _ address: UInt16) {
        self.table = table
        self.address = address
    }

    /// The address as a profile writes it: `holding 14`.
    public var description: String { "\(table.rawValue) \(address)" }
}
