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
        // The first of several languages with the same weight wins.
        var best: (language: Language, weight: Double)?
        for range in header.split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = parts.first, let language = Language(tag: tag) else { continue }
            let weight = weight(parts.dropFirst())
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language
    }

    /// Returns the weight `q` among the parameters of a language: 1 without one, 0 for a malformed one.
    private static func weight(_ parameters: some Collection<String>) -> Double {
        guard let quality = parameters.first(where: { $0.hasPrefix("q=") }) else { return 1 }
        return Double(quality.dropFirst(2)) ?? 0
    }
}
