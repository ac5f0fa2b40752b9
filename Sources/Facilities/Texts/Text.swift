/// A text for people, in Chinese first and in English.
public struct Text: Codable, Hashable, Sendable {
    /// The text in simplified Chinese.
    public var zh: String
    /// The text in English.
    public var en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// The text in both languages, or once where they are the same.
    public var both: String { zh == en ? zh : "\(zh) \(en)" }

    /// The text in a language.
    public subscript(language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}
