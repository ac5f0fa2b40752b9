import Facilities

/// The values of `refused.mustache`: a sentence, and the way back.
struct RefusedView {
    var words: Words
    var form: FormWords
    var title, text, otherURL: String

    init(_ text: Text, _ visitor: Visitor) {
        words = .of(visitor.language)
        form = .of(visitor.language)
        title = Text(zh: "没有办成", en: "That did not work")[visitor.language]
        self.text = text[visitor.language]
        otherURL = "/?lang=\(Words.of(visitor.language).otherTag)"
    }
}
