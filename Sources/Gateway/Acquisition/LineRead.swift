public import Modbus

/// One read of a device on a line that the gateway runs, as somebody on this machine asks for it.
public struct LineRead: Codable, Sendable {
    /// By its name in the configuration.
    var bus: String
    private var unit: UInt8
    private var table: String
    private var address: UInt16
    private var count: Int
    /// In milliseconds, like the gap.
    private var timeout: Int
    private var gap: Int
    /// The scan that it belongs to, by a random id; nil for a read by itself.
    var scan: String?

    public init(_ read: ModbusRead, on bus: String, scan: String?) {
        (self.bus, self.scan) = (bus, scan)
        (unit, table, address, count) = (read.unit, read.table.rawValue, read.address, read.count)
        (timeout, gap) = (Int(read.timeout / .milliseconds(1)), Int(read.gap / .milliseconds(1)))
    }

    /// The longest time-out of a read between polls: for so long the others may have to wait.
    public static let longestTimeout = Duration.seconds(5)

    /// Nil for what is no read, or would keep the line for too long.
    var read: ModbusRead? {
        guard let table = RegisterTable(rawValue: table), 1...Int(Self.longestTimeout / .milliseconds(1)) ~= timeout,
            0...10_000 ~= gap
        else { return nil }
        return ModbusRead(
            unit: unit, table: table, address: address, count: count, timeout: .milliseconds(timeout),
            gap: .milliseconds(gap))
    }
}
