import Facilities

/// The values of `missing.mustache`, for an unknown address.
struct MissingView {
    var words: Words
    var title, hint: String
    var code: String
    var otherURL: String

    init(_ shown: String, language: Language) {
        self.init(shown, Self.unknown, language)
    }

    /// Explains what is wrong with a code.
    ///
    /// - Parameter code: the text in the place of a facility's code.
    init(code: String, language: Language) {
        self.init(code, Self.reason(code.percentDecoded ?? code), language)
    }

    private init(_ shown: String, _ reason: (title: Text, hint: Text), _ language: Language) {
        words = .of(language)
        (title, hint, code) = (reason.title[language], reason.hint[language], shown)
        otherURL = "?lang=\(words.otherTag)"
    }

    private static func reason(_ text: String) -> (title: Text, hint: Text) {
        switch TypedCode(text).verdict {
        case .right: unknown
        case .mistyped: (mistyped, Text(zh: "最后一位与前面的不符，请核对二维码下方的编号：", en: wrongEnd))
        case .noCode: (mistyped, Text(zh: "编号只有数字、字母和“-”，请核对二维码下方的编号：", en: wrongCharacters))
        }
    }

    private static let mistyped = Text(zh: "没有这个设施，编号可能有误", en: "No such facility; the code may be mistyped")
    private static let wrongEnd = "Its last character does not fit the others. Please check the code under the QR code:"
    private static let wrongCharacters =
        "A code has 4 to 32 digits, letters and -. Please check the code under the QR code:"

    private static let unknown = (
        title: Text(zh: "没有这个设施", en: "No such facility"),
        hint: Text(zh: "请核对二维码下方的编号：", en: "Please check the code under the QR code:")
    )
}
