/// The place where a bus is reached.
public enum ModbusEndpoint: Codable, Hashable, Sendable, CustomStringConvertible {
    /// A Modbus TCP server, by its host name or its IPv4 or IPv6 address.
    case tcp(host: String, port: UInt16)
    /// A serial line at a port of this machine.
    case rtu(SerialLine)
    /// A serial line behind a serial server, which forwards its bytes unchanged.
    case rtuOverTCP(host: String, port: UInt16, SerialLine)

    /// The same in all languages: `/dev/ttyS1 9600 8N1`, `192.168.1.10:502`.
    public var description: String {
        switch self {
        case .tcp: place
        case .rtu(let line), .rtuOverTCP(_, _, let line): "\(place) \(line.baud) \(line.form)"
        }
    }

    /// The serial line with its timing; nil for Modbus TCP.
    public var line: SerialLine? {
        switch self {
        case .tcp: nil
        case .rtu(let line), .rtuOverTCP(_, _, let line): line
        }
    }

    /// The device or the address with its port, which only one bus may use: `/dev/ttyS1`, `192.168.1.10:502`, `[::1]:502`.
    public var place: String {
        switch self {
        case .tcp(let host, let port), .rtuOverTCP(let host, let port, _):
            host.contains(":") ? "[\(host.lowercased())]:\(port)" : "\(host.lowercased()):\(port)"
        case .rtu(let line): line.device
        }
    }
}
