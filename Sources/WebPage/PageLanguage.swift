import Facilities

extension Language {
    /// Chooses the reader's language: a choice on the page comes first, then the browser's preference, then
    /// Chinese.
    ///
    /// - Parameters:
    ///   - choice: the query parameter `lang`.
    ///   - accepted: the header `Accept-Language` (RFC 9110, section 12.5.4).
    init(choice: String?, accepted: String?) {
        self = choice.flatMap { Language(tag: $0) } ?? Self.preferred(by: accepted ?? "") ?? .zh
    }

    /// Reads a language tag such as `zh-Hans`; nil for a language that the page does not have.
    init?(tag: String) {
        switch tag.prefix(while: { $0 != "-" }).lowercased() {
        case "zh": self = .zh
        case "en": self = .en
        default: return nil
        }
    }

    private static func preferred(by header: String) -> Language? {
        let ranges = header.split(separator: ",").map { range in
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
            return (language: parts.first.flatMap(Language.init(tag:)), weight: weight ?? 1)
        }
        // The first of several languages with the same weight wins.
        var best: (language: Language, weight: Double)?
        for case (let language?, let weight) in ranges where weight > best?.weight ?? 0 { best = (language, weight) }
        return best?.language
    }
}
