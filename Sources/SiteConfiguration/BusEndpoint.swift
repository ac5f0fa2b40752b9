/// The connection of a bus: a TCP address or a serial line.
public enum BusEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// Modbus TCP at a host, which is a name or an IPv4 or IPv6 address.
    case tcp(host: String, port: UInt16)
    /// A serial line of this machine.
    case rtu(BusLine)
    /// A serial device server that passes on the bytes of its line unchanged; the line is the one behind it.
    case rtuOverTCP(host: String, port: UInt16, BusLine)

    /// The endpoint in the same form for all languages: `/dev/ttyS1 9600 8N1`, `192.168.1.10:502`.
    public var description: String {
        switch self {
        case .tcp: place
        case .rtu(let line), .rtuOverTCP(_, _, let line): "\(place) \(line.baud) \(line.form)"
        }
    }

    /// The serial line; nil for Modbus TCP.
    public var line: BusLine? {
        switch self {
        case .tcp: nil
        case .rtu(let line), .rtuOverTCP(_, _, let line): line
        }
    }

    /// The address that no two buses can share: `/dev/ttyS1`, `192.168.1.10:502`, `[::1]:502`.
    public var place: String {
        switch self {
        case .tcp(let host, let port), .rtuOverTCP(let host, let port, _):
            host.contains(":") ? "[\(host.lowercased())]:\(port)" : "\(host.lowercased()):\(port)"
        case .rtu(let line): line.device
        }
    }
}

/// A serial line and its settings.
public struct BusLine: Hashable, Sendable {
    /// The parity bit of a character.
    public enum Parity: String, Hashable, Sendable, CaseIterable {
        case none, even, odd
    }

    /// The baud rates that a line may have, in bits per second.
    public static let bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200]

    /// The path of the device, such as `/dev/ttyS1`; empty for a line behind a serial device server.
    public var device: String
    /// The speed in bits per second, one of `bauds`.
    public var baud: Int

    public var parity: Parity
    /// The number of stop bits, 1 or 2.
    public var stopBits: Int

    /// The data bits, parity and stop bits as device manuals write them: `8N1`.
    var form: String { "8\(parity.rawValue.prefix(1).uppercased())\(stopBits)" }

    public init(device: String = "", baud: Int = 9600, parity: Parity = .none, stopBits: Int = 1) {
        self.device = device
        self.baud = baud
        self.parity = parity
        self.stopBits = stopBits
    }

    /// The time of one character: start bit, eight data bits, parity and stop bits.
    var characterTime: Duration {
        .nanoseconds(Int64(9 + (parity == .none ? 0 : 1) + stopBits) * 1_000_000_000 / Int64(baud))
    }
}
