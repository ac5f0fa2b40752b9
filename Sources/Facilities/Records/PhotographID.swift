/// The name of a photograph: the SHA-256 of its bytes as they are stored, 64 hexadecimal digits in lower case.
public struct PhotographID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The 64 digits.
    public let rawValue: String

    /// Creates a name from its digits; nil for a text that is not 64 digits, so that a name from outside is never a
    /// path.
    public init?(rawValue: String) {
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
        guard rawValue.utf8.count == 64, rawValue.utf8.allSatisfy(isDigit) else { return nil }
        self.rawValue = rawValue
    }

    public var description: String { rawValue }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension PhotographID: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = PhotographID(rawValue: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text.prefix(80)) is no SHA-256"))
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
