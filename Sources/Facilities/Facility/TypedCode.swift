/// A code as a person typed it: in lower case, in full width, or with spaces around and within it.
public struct TypedCode: Hashable, Sendable {
    /// The text as a code is written.
    public let text: String

    /// Creates the code from what was typed.
    public init(_ typed: String) {
        text = String(typed.unicodeScalars.compactMap(Self.plain)).uppercased()
    }

    /// The code; nil where the text is no code.
    public var code: Facility.Code? { Facility.Code(text) }

    /// The result of a check.
    public enum Verdict: Hashable, Sendable {
        case right(Facility.Code)
        /// The check character is not that of the other characters.
        case mistyped(Mistyped)
        case noCode
    }

    /// The result of the check.
    public var verdict: Verdict {
        guard let code else { return .noCode }
        return code.hasRightCheckCharacter ? .right(code) : .mistyped(Mistyped(code))
    }

    /// Returns a character as ASCII where it has a full-width form; nil for a space.
    private static func plain(_ scalar: Unicode.Scalar) -> Character? {
        guard !scalar.properties.isWhitespace else { return nil }
        // U+FF01 to U+FF5E are the full-width forms of U+0021 to U+007E. Chinese keyboards give other dashes, too.
        if 0xFF01...0xFF5E ~= scalar.value, let ascii = Unicode.Scalar(scalar.value - 0xFEE0) {
            return Character(ascii)
        }
        let isDash = "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".unicodeScalars.contains(scalar)
        return isDash ? "-" : Character(scalar)
    }
}
