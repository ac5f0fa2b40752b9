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

    /// True for the tables whose entries are single bits.
    public var isBits: Bool { self == .coil || self == .discrete }
}

/// One entry of a table.
public struct RegisterAddress: Hashable, Sendable, CustomStringConvertible {
    public var table: RegisterTable
    /// As it goes over the wire, counted from 0.
    public var address: UInt16

    public init(_ table: RegisterTable, _ address: UInt16) {
        self.table = table
        self.address = address
    }

    /// `holding 14`.
    public var description: String { "\(table.rawValue) \(address)" }
}
