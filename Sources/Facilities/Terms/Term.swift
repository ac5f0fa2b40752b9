/// A technical term as the page, the guides and the ledger use it, with the words for it elsewhere that are avoided
/// here.
public struct Term: Hashable, Sendable {
    /// The Chinese term, with ` / ` between several ones.
    public var zh: String
    /// The English term.
    public var en: String
    /// The words that are avoided.
    public var avoid: [Avoided]

    init(_ zh: String, _ en: String, avoid: [Avoided] = []) {
        (self.zh, self.en, self.avoid) = (zh, en, avoid)
    }

    /// A word that is avoided.
    public struct Avoided: Hashable, Sendable {
        /// The word, in one of the languages.
        public var word: String
        /// The reason against it; nil where another word is simply the usual one.
        public var reason: Text?
        /// The sense in which the word is right all the same, so that no text is searched for it; nil for a word that
        /// no text may contain.
        public var exception: Text?

        init(_ word: String, because reason: Text? = nil, except exception: Text? = nil) {
            (self.word, self.reason, self.exception) = (word, reason, exception)
        }

        /// The language whose texts could contain it.
        var language: Language { word.unicodeScalars.contains(where: Language.isChinese) ? .zh : .en }
    }

    /// Every term, by system and then the common ones.
    public static let all = carbon + fume + machinery + site + office
}

extension Term {
    /// Returns the faults of a text by the table, a sentence each; none for a text with the right terms, and with
    /// English that has no Chinese characters in it.
    public static func faults(in text: Text) -> [String] {
        var faults = all.flatMap { term in term.faults(in: text) }
        if !text.zh.isEmpty, text.en.allSatisfy(\.isWhitespace) { faults.append("no English for “\(text.zh)”") }
        if text.en.unicodeScalars.contains(where: Language.isChinese) { faults.append("Chinese in '\(text.en)'") }
        return faults
    }

    private func faults(in text: Text) -> [String] {
        avoid.filter { $0.exception == nil && $0.isIn(text[$0.language]) }.map { avoided in
            "\(avoided.word) in '\(text[avoided.language])': say \(avoided.language == .zh ? zh : en)"
        }
    }
}

extension Term.Avoided {
    /// Whether a text contains the word; English words count as whole words, whatever their case.
    fileprivate func isIn(_ text: String) -> Bool {
        guard language == .en else { return text.contains(word) }
        let words = text.lowercased().split { !$0.isLetter }.joined(separator: " ")
        return " \(words) ".contains(" \(word.lowercased().replacing("-", with: " ")) ")
    }
}

extension Language {
    /// Whether a character is one of Chinese writing, its punctuation included.
    static func isChinese(_ character: Unicode.Scalar) -> Bool {
        switch character.value {
        case 0x3000...0x303F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF60: true
        default: false
        }
    }
}
