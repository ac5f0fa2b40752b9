/// Where a bus is.
public enum ModbusEndpoint: Codable, Hashable, Sendable, CustomStringConvertible {
    /// A host name or an IPv4 or IPv6 address.
    case tcp(host: String, port: UInt16)
    case rtu(SerialLine)
    /// A serial server that passes the bytes of its line on as they are; the line is the one behind it.
    case rtuOverTCP(host: String, port: UInt16, SerialLine)

    /// The same in all languages: `/dev/ttyS1 9600 8N1`, `192.168.1.10:502`.
    public var description: String {
        switch self {
        case .tcp: place
        case .rtu(let line), .rtuOverTCP(_, _, let line): "\(place) \(line.baud) \(line.form)"
        }
    }

    /// The serial line and its timing; nil where there is none.
    public var line: SerialLine? {
        switch self {
        case .tcp: nil
        case .rtu(let line), .rtuOverTCP(_, _, let line): line
        }
    }

    /// What only one can have open at a time: `/dev/ttyS1`, `192.168.1.10:502`, `[::1]:502`.
    public var place: String {
        switch self {
        case .tcp(let host, let port), .rtuOverTCP(let host, let port, _):
            host.contains(":") ? "[\(host.lowercased())]:\(port)" : "\(host.lowercased()):\(port)"
        case .rtu(let line): line.device
        }
    }
}

/// A serial line and how it is set. MODBUS over Serial Line V1.02, section 2.5.
public struct SerialLine: Codable, Hashable, Sendable {
    public enum Parity: String, Codable, Hashable, Sendable, CaseIterable {
        case none, even, odd
    }

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

    /// Start bit, eight data bits, parity and stop bits on the line.
    public var characterTime: Duration {
        .nanoseconds(Int64(9 + (parity == .none ? 0 : 1) + stopBits) * 1_000_000_000 / Int64(baud))
    }

    /// The silence that parts two frames: 3.5 characters, and 1.75 ms above 19,200 baud.
    public var silence: Duration {
        baud > 19_200 ? .microseconds(1750) : characterTime * 7 / 2
    }

    /// How long the longest frame takes, 256 bytes.
    var longestFrame: Duration { characterTime * 256 }

    /// How long one read keeps the line busy with a device that answers at once: request, answer and the silence
    /// after each.
    public func duration(ofReading count: Int, from table: RegisterTable) -> Duration {
        let data = table.isBits ? (count + 7) / 8 : count * 2
        return characterTime * (8 + 5 + data) + silence * 2
    }
}
