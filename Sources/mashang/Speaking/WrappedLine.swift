/// A line of help, broken at the width of the terminal: at blanks, and between Chinese characters, which take two
/// columns.
struct WrappedLine {
    let lines: [String]

    /// The column at which the help of an option begins.
    private static let column = 26

    init(_ line: String, width: Int) {
        let indent = Self.indent(of: line)
        var lines: [String] = []
        var current = ""
        var columns = 0
        for piece in Self.pieces(of: line) {
            let size = Self.columns(of: piece)
            if columns + size > width, !current.allSatisfy({ $0 == " " }), piece != " " {
                lines.append(String(current.reversed().drop { $0 == " " }.reversed()))
                (current, columns) = (String(repeating: " ", count: indent), indent)
            }
            current += piece
            columns += size
        }
        self.lines = lines + [current]
    }

    /// Returns the column at which the lines after the first begin: below the help of an option, or below the first
    /// word.
    private static func indent(of line: String) -> Int {
        let blanks = line.prefix { $0 == " " }.count
        let isOption = blanks == 2 && line.count > column && line.dropFirst(column - 1).first == " "
        return isOption
            ? column : line.hasPrefix("用法：") || line.hasPrefix("Usage: ") || line.hasPrefix("USAGE: ") ? 7 : blanks
    }

    /// Returns the parts of a line that are not broken: blanks, words with their punctuation, and single Chinese
    /// characters with theirs.
    private static func pieces(of line: String) -> [String] {
        var pieces: [String] = []
        for character in line {
            guard let last = pieces.last?.last else {
                pieces.append(String(character))
                continue
            }
            let isFree = character == " " || last == " " || isWide(character) || isWide(last)
            let isBound = "，。、：；！？）》”…".contains(character) || "（《“".contains(last)
            if isFree && !isBound || character == " " {
                pieces.append(String(character))
            } else {
                pieces[pieces.count - 1].append(character)
            }
        }
        return pieces
    }

    static func columns(of text: String) -> Int { text.reduce(0) { $0 + (isWide($1) ? 2 : 1) } }

    /// Returns whether a character has the East Asian Width W or F, for characters that occur in help texts.
    private static func isWide(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first?.value else { return false }
        return 0x2E80...0xA4CF ~= scalar || 0xF900...0xFAFF ~= scalar || 0xFF00...0xFF60 ~= scalar
            || "“”…".contains(character)
    }
}
