/// A code as a person types it: in lower case, in full width, or with spaces around and within it.
public struct TypedCode: Hashable, Sendable {
    /// The text as a code would be written.
    public let text: String

    public init(_ typed: String) {
        text = String(typed.unicodeScalars.compactMap(Self.plain)).uppercased()
    }

    /// Nil where the text is no code.
    public var code: Facility.Code? { Facility.Code(text) }

    /// What is right or wrong with it.
    public enum Verdict: Hashable, Sendable {
        case right(Facility.Code)
        /// The check character is not that of the other characters.
        case mistyped(Mistyped)
        case noCode
    }

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
        return "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".unicodeScalars.contains(scalar)
            ? "-" : Character(scalar)
    }
}

/// A code whose check character is wrong, and what it may have been.
public struct Mistyped: Hashable, Sendable {
    public let code: Facility.Code

    init(_ code: Facility.Code) {
        self.code = code
    }

    /// The code if only its last character is wrong.
    public var lastReplaced: Facility.Code? { code.corrected }

    /// The code if its check character was forgotten; nil where it would be too long.
    public var lastAdded: Facility.Code? {
        CheckCharacter.of(code.description).flatMap { Facility.Code(code.description + String($0)) }
    }

    /// The codes that a swap of two neighbours makes right.
    public var swapped: [Facility.Code] {
        let characters = Array(code.description)
        return characters.indices.dropLast().compactMap { index in
            guard characters[index] != characters[index + 1] else { return nil }
            var swapped = characters
            swapped.swapAt(index, index + 1)
            return Facility.Code(String(swapped)).flatMap { $0.hasRightCheckCharacter ? $0 : nil }
        }
    }

    /// What is wrong, and what would be right.
    public var text: Text {
        let last = lastReplaced.map { ($0.description.last.map(String.init) ?? "", $0) }
        var parts = [
            Text(
                zh: "末位校验字符不符，编号可能有误", en: "its last character, the check character, does not fit: it may be mistyped")
        ]
        if let (character, code) = last {
            parts.append(
                Text(zh: "若其余各位正确，末位应为\(character)：\(code)", en: "if the others are right, it is \(character): \(code)")
            )
        }
        if let code = lastAdded {
            parts.append(Text(zh: "若漏写了末位：\(code)", en: "if the last one was forgotten: \(code)"))
        }
        if !swapped.isEmpty {
            let codes = swapped.map(\.description)
            parts.append(
                Text(
                    zh: "若相邻两位写反了：\(codes.joined(separator: "或"))",
                    en: "if two neighbours were swapped: \(codes.joined(separator: " or "))"))
        }
        return Text(zh: parts.map(\.zh).joined(separator: "；"), en: parts.map(\.en).joined(separator: "; "))
    }
}
