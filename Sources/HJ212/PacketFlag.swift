/// `Flag`: the standard's version in the upper six bits, whether the packet is a part of several, whether an answer is wanted (6.3.3).
public struct PacketFlag: Hashable, Sendable, CustomStringConvertible {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    public init(_ edition: Edition, isPart: Bool = false, wantsAnswer: Bool) {
        rawValue = edition.rawValue << 2 | (isPart ? 2 : 0) | (wantsAnswer ? 1 : 0)
    }

    /// Reads the decimal number, 0 … 255; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 3, text.utf8.allSatisfy(\.isDigit), let number = UInt8(text) else { return nil }
        rawValue = number
    }

    /// The version of the standard; nil for one that is not known.
    public var edition: Edition? { Edition(rawValue: rawValue >> 2) }
    public var isPart: Bool { rawValue & 2 != 0 }
    public var wantsAnswer: Bool { rawValue & 1 != 0 }

    public var description: String { String(rawValue) }
}

/// A version of the standard, by its number in `Flag`.
public enum Edition: UInt8, Hashable, Sendable, CaseIterable {
    /// HJ/T 212-2005. It is understood in what platforms send, and is not sent.
    case y2005 = 0
    /// HJ 212-2017.
    case y2017 = 1
    /// HJ 212-2025, in force since 2026-01-01.
    case y2025 = 2
}
