/// Words for a person, in Chinese first and in English.
public struct Text: Codable, Hashable, Sendable {
    public var zh: String
    public var en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// In both languages, and once where they are the same.
    public var both: String { zh == en ? zh : "\(zh) \(en)" }

    public subscript(language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}

public enum Language: String, Codable, Hashable, Sendable, CaseIterable {
    case zh = "zh-Hans"
    case en
}
