import Facilities

/// The values of `terms.mustache`: each term in both languages, with the words that are avoided.
struct TermsView {
    var words: Words
    var title, intro, otherURL: String
    var avoided: String
    var terms: [Row]

    struct Row {
        var chinese, english: String
        /// The avoided words; nil if there are none.
        var avoid: String?
    }

    init(_ language: Language) {
        words = .of(language)
        title = Self.title[language]
        intro = Self.intro[language]
        avoided = Self.avoided[language]
        otherURL = "/terms?lang=\(words.otherTag)"
        terms = Term.all.map { term in
            let all = term.avoid.map { $0.shown(language) }.joined(separator: language == .zh ? "、" : ", ")
            return Row(chinese: term.zh, english: term.en, avoid: all.isEmpty ? nil : all)
        }
    }

    private static let title = Text(zh: "术语", en: "Terms")
    private static let intro = Text(
        zh: "本页和台账使用的词，以及容易混淆、这里不用的词。",
        en: "The words of this page and of the ledger, and those that are not used here.")
    private static let avoided = Text(zh: "不用：", en: "Not: ")

    /// All words, for the tests of the words.
    static let all = [title, intro, avoided]
}

extension Term.Avoided {
    /// Returns an avoided word with its reason: `吸收塔（吸收塔是另一种设备）`.
    fileprivate func shown(_ language: Language) -> String {
        let except = exception.map { Text(zh: "可用于：\($0.zh)", en: "but right for \($0.en)") }
        let notes = [reason, except].compactMap { $0?[language] }
        guard !notes.isEmpty else { return word }
        switch language {
        case .zh: return "\(word)（\(notes.joined(separator: "；"))）"
        case .en: return "\(word) (\(notes.joined(separator: "; ")))"
        }
    }
}
