/// A text on a limited number of lines of a limited width.
struct WrappedText: Hashable {
    let lines: [String]

    /// Wraps a text.
    ///
    /// - Parameters:
    ///   - width: The width of a line, in em.
    ///   - most: The number of lines; a longer text is cut, and ends with `…`.
    init(_ text: String, width: Double, most: Int) {
        var rest = Self.words(of: text)[...]
        var lines: [String] = []
        while !rest.isEmpty, lines.count < most {
            lines.append(Self.takeLine(from: &rest, width: width))
        }
        if !rest.isEmpty, let last = lines.popLast() { lines.append(Self.cut(last, width: width)) }
        self.lines = lines
    }

    /// Removes the words that fit on a line, and returns them without spaces at the ends.
    private static func takeLine(from words: inout ArraySlice<String>, width: Double) -> String {
        var line = ""
        while let word = words.first, Self.width(of: (line + word).trimmed) <= width {
            line += word
            words.removeFirst()
        }
        // A word that fits on no line is divided.
        if line.trimmed.isEmpty, let word = words.popFirst() {
            let part = longestPrefix(of: word, width: width)
            words.insert(String(word.dropFirst(part.count)), at: words.startIndex)
            line = part
        }
        return line.trimmed
    }

    /// Returns as much of a line as fits before `…`.
    private static func cut(_ line: String, width: Double) -> String {
        longestPrefix(of: line, width: width - Self.width(of: "…")).trimmed + "…"
    }

    /// Returns the longest prefix that fits, of at least one character.
    private static func longestPrefix(of text: String, width: Double) -> String {
        var part = text.prefix(1)
        while part.count < text.count, Self.width(of: text.prefix(part.count + 1)) <= width {
            part = text.prefix(part.count + 1)
        }
        return String(part)
    }

    /// Divides a text where a line may end: behind a space and beside a wide character. A closing mark stays with what
    /// precedes it, an opening one with what follows. Control characters become spaces, and several spaces one.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        for character in text {
            let isSpace = character.isWhitespace || character.isControl
            let character = isSpace ? " " : character
            if character == " ", words.last?.last == " " || words.isEmpty { continue }
            if let last = words.last?.last, !mayDivide(last, character) {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
        }
        return words
    }

    private static func mayDivide(_ left: Character, _ right: Character) -> Bool {
        guard right != " ", !"）】》」』”’，。、；：！？)]}:;,.!?%℃".contains(right), !"（【《「『“‘([{#".contains(left) else {
            return false
        }
        return left == " " || left.width == 1 || right.width == 1
    }

    static func width(of text: some StringProtocol) -> Double { text.reduce(0) { $0 + $1.width } }
}

extension Character {
    /// The greatest width in the usual fonts, in em: a Chinese character is 1.
    var width: Double {
        if unicodeScalars.contains(where: { Self.isWide($0) }) { return 1 }
        if "MW@%&".contains(self) { return 0.95 }
        if isUppercase || "mw".contains(self) { return 0.8 }
        return 0.62
    }

    /// Whether a character is in the ranges of Unicode that Chinese fonts draw in full width, or is an emoji.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2010...0x2BFF, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// Whether it is a control character, which XML 1.0 does not allow.
    fileprivate var isControl: Bool {
        unicodeScalars.contains { [.control, .unassigned].contains($0.properties.generalCategory) }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        while text.first == " " { text.removeFirst() }
        return String(text)
    }
}
