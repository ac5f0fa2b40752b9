import Facilities

/// The words of every guide in one language. The template names them.
struct GuideWords: Sendable {
    var safety, more, types, standard, looks, act, good, doubtful, bad, why, basis, disclaimer, terms: String

    init(_ language: Language) {
        safety = Self.safety[language]
        more = Self.more[language]
        types = Self.types[language]
        standard = Self.standard[language]
        looks = Self.looks[language]
        act = Self.act[language]
        good = Self.good[language]
        doubtful = Self.doubtful[language]
        bad = Self.bad[language]
        why = Self.why[language]
        basis = Self.basis[language]
        disclaimer = Self.disclaimer[language]
        terms = Self.terms[language]
    }

    private static let safety = Text(zh: "先看安全", en: "Safety first")
    private static let more = Text(zh: "更多", en: "More")
    private static let types = Text(zh: "是哪种净化器？", en: "Which type is it?")
    private static let standard = Text(zh: "做到什么标准", en: "The standard to reach")
    private static let looks = Text(zh: "怎么看", en: "What to look at")
    private static let act = Text(zh: "做法", en: "do")
    private static let good = Text(zh: "好", en: "good")
    private static let doubtful = Text(zh: "拿不准", en: "doubtful")
    private static let bad = Text(zh: "差", en: "bad")
    private static let why = Text(zh: "为什么", en: "Why")
    private static let terms = Text(zh: "术语", en: "Terms")
    private static let basis = Text(zh: "依据", en: "Sources")

    /// The note below every guide, since no official text of these guides was found.
    static let disclaimer = Text(
        zh: "本指南由本程序编写，参考公开资料；与主管部门或设备说明书不一致的，以其为准。",
        en:
            "Written by this program from public sources; where the authority or the maker says otherwise, they are right."
    )

    /// All words, for the tests of the words.
    static let all = [
        safety, more, types, standard, looks, act, good, doubtful, bad, why, basis, disclaimer,
        terms,
    ]
}
