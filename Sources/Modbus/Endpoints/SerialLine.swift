/// A serial line with its settings (MODBUS over Serial Line V1.02, section 2.5). A character has eight data bits.
public struct SerialLine: Codable, Hashable, Sendable {
    /// The parity bit of a character.
    public enum Parity: String, Codable, Hashable, Sendable, CaseIterable {
        case none, even, odd
    }

    /// The path of the port, such as `/dev/ttyS1`; empty for a line behind a serial server.
    public var device: String
    /// The speed in bits a second.
    public var baud: Int
    /// The parity bit, or none.
    public var parity: Parity
    /// The number of stop bits, 1 or 2.
    public var stopBits: Int

    /// Data bits, parity and stop bits as device manuals write them, such as `8N1`.
    var form: String { "8\(parity.rawValue.prefix(1).uppercased())\(stopBits)" }

    /// Creates a line; the default settings are 9,600 baud, 8N1.
    public init(device: String = "", baud: Int = 9600, parity: Parity = .none, stopBits: Int = 1) {
        self.device = device
        self.baud = baud
        self.parity = parity
        self.stopBits = stopBits
    }

    /// The time of one character on the line: a start bit, eight data bits, the parity bit and the stop bits.
    public var characterTime: Duration {
        let parityBits = parity == .none ? 0 : 1
        return .nanoseconds(Int64(9 + parityBits + stopBits) * 1_000_000_000 / Int64(baud))
    }

    /// The silence that separates two frames: 3.5 characters, or 1.75 ms above 19,200 baud.
    public var silence: Duration {
        baud > 19_200 ? .microseconds(1750) : characterTime * 7 / 2
    }

    /// The time of the longest frame, 256 bytes.
    var longestFrame: Duration { characterTime * 256 }

    /// Returns the time for which one read occupies the line if the device answers at once: the request, the answer, and the silence
    /// after each.
    public func duration(ofReading count: Int, from table: RegisterTable) -> Duration {
        let data = table.isBits ? (count + 7) / 8 : count * 2
        return characterTime * (8 + 5 + data) + silence * 2
    }
}
