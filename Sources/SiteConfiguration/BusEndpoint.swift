/// Where a bus is.
public enum BusEndpoint: Hashable, Sendable, CustomStringConvertible {
    /// A host name or an IPv4 or IPv6 address.
    case tcp(host: String, port: UInt16)
    case rtu(BusLine)
    /// A serial server that passes the bytes of its line on as they are; the line is the one behind it.
    case rtuOverTCP(host: String, port: UInt16, BusLine)

    /// The same in all languages: `/dev/ttyS1 9600 8N1`, `192.168.1.10:502`.
    public var description: String {
        switch self {
        case .tcp: place
        case .rtu(let line), .rtuOverTCP(_, _, let line): "\(place) \(line.baud) \(line.form)"
        }
    }

    /// The serial line; nil where there is none.
    public var line: BusLine? {
        switch self {
        case .tcp: nil
        case .rtu(let line), .rtuOverTCP(_, _, let line): line
        }
    }

    /// What two buses cannot share: `/dev/ttyS1`, `192.168.1.10:502`, `[::1]:502`.
    public var place: String {
        switch self {
        case .tcp(let host, let port), .rtuOverTCP(let host, let port, _):
            host.contains(":") ? "[\(host.lowercased())]:\(port)" : "\(host.lowercased()):\(port)"
        case .rtu(let line): line.device
        }
    }
}

/// A serial line and how it is set.
public struct BusLine: Hashable, Sendable {
    public enum Parity: String, Hashable, Sendable, CaseIterable {
        case none, even, odd
    }

    /// The baud rates that a line may have, in bits per second.
    public static let bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200]

    /// `/dev/ttyS1`; empty for one behind a serial server.
    public var device: String
    public var baud: Int

    public var parity: Parity
    public var stopBits: Int

    /// `8N1`: data bits, parity and stop bits, as device manuals write them.
    var form: String { "8\(parity.rawValue.prefix(1).uppercased())\(stopBits)" }

    public init(device: String = "", baud: Int = 9600, parity: Parity = .none, stopBits: Int = 1) {
        self.device = device
        self.baud = baud
        self.parity = parity
        self.stopBits = stopBits
    }

    /// How long a character takes: start bit, eight data bits, parity and stop bits.
    var characterTime: Duration {
        .nanoseconds(Int64(9 + (parity == .none ? 0 : 1) + stopBits) * 1_000_000_000 / Int64(baud))
    }
}
