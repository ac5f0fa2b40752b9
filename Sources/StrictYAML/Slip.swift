import Facilities

/// A character that an input method or an editor wrote where YAML requires a different one.
enum Slip: Hashable {
    case colon
    case comma
    case brace(Unicode.Scalar)
    case quotes
    case tab
    case noBreakSpace
    case wideSpace
    /// A missing space as in `listen:8080`, with the text before and after the colon.
    case missingBlank(key: String, value: String)
    /// An unquoted value that contains braces, within other braces.
    case braces

    /// The message: what is wrong, and what to write.
    var text: Text {
        switch self {
        case .colon: Text(zh: "全角冒号“：”，请写半角冒号加空格“: ”", en: "a full-width colon ：; write : and a blank")
        case .comma: Text(zh: "全角逗号“，”，请写半角逗号“,”", en: "a full-width comma ，; write ,")
        case .brace(let brace):
            Text(
                zh: "全角括号“\(brace)”，请写半角“\(brace.halfWidth)”",
                en: "a full-width bracket \(brace); write \(brace.halfWidth)")
        case .quotes: Text(zh: "中文引号或全角引号，请写半角引号 \"", en: "Chinese or full-width quotation marks; write \"")
        case .tab: Text(zh: "制表符（Tab），请写空格", en: "a tab; write blanks")
        case .noBreakSpace: Text(zh: "不间断空格（U+00A0），请写普通空格", en: "a no-break space (U+00A0); write blanks")
        case .wideSpace: Text(zh: "全角空格（U+3000），请写半角空格", en: "a full-width space (U+3000); write blanks")
        case .missingBlank(let key, let value):
            Text(
                zh: "冒号后面缺一个空格，请写“\(key): \(value)”",
                en: "a blank is missing after the colon; write '\(key): \(value)'")
        case .braces:
            Text(zh: "值里有花括号，请把整个地址放进引号", en: "put the address in quotes, because it has braces")
        }
    }

    /// Creates the slip for a blank that YAML does not accept; nil for all other characters.
    init?(blank scalar: Unicode.Scalar) {
        switch scalar {
        case "\t": self = .tab
        case "\u{A0}", "\u{2007}", "\u{202F}": self = .noBreakSpace
        case "\u{3000}": self = .wideSpace
        default: return nil
        }
    }
}

extension Unicode.Scalar {
    /// The ASCII equivalent of a full-width character; any other character unchanged.
    var halfWidth: Unicode.Scalar {
        switch value {
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        case 0x3000, 0xA0: " "
        default: self
        }
    }

    var isBlank: Bool { self == " " || self == "\t" || self == "\r" }

    /// Whether a key of a configuration may contain this character.
    var isOfKey: Bool {
        isASCII && (properties.isAlphabetic || ("0"..."9").contains(self) || "-_.".unicodeScalars.contains(self))
    }
}

extension String {
    /// The text to append to a Chinese word: preceded by a space if it begins with an ASCII letter or digit.
    var spaced: String { first.map { $0.isASCII ? " \(self)" : self } ?? self }

    /// The text with full-width characters replaced by their ASCII equivalents.
    var halfWidth: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: unicodeScalars.map(\.halfWidth))
        return String(text)
    }
}
