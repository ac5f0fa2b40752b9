public import Modbus

/// A read of a device on a line of the gateway, as a program on this machine requests it.
public struct LineRead: Codable, Sendable {
    /// The name of the bus in the configuration.
    var bus: String
    private var unit: UInt8
    private var table: String
    private var address: UInt16
    private var count: Int
    /// The time-out, in milliseconds. So is the gap.
    private var timeout: Int
    private var gap: Int
    /// The random id of the scan that the read belongs to; nil for a single read.
    var scan: String?

    /// Creates a request. `bus` is the name of the line in the configuration, `scan` the id of the scan or nil for a single
    /// read.
    public init(_ read: ModbusRead, on bus: String, scan: String?) {
        (self.bus, self.scan) = (bus, scan)
        (unit, table, address, count) = (read.unit, read.table.rawValue, read.address, read.count)
        (timeout, gap) = (Int(read.timeout / .milliseconds(1)), Int(read.gap / .milliseconds(1)))
    }

    /// The longest time-out of a read between polls, which is how long the polls may have to wait.
    public static let longestTimeout = Duration.seconds(5)

    /// The read; nil if the members are invalid, or it would occupy the line for too long.
    var read: ModbusRead? {
        guard let table = RegisterTable(rawValue: table), 1...Int(Self.longestTimeout / .milliseconds(1)) ~= timeout,
            0...10_000 ~= gap
        else { return nil }
        return ModbusRead(
            unit: unit, table: table, address: address, count: count, timeout: .milliseconds(timeout),
            gap: .milliseconds(gap))
    }
}
