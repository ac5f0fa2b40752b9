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

/// An error that names, in both languages, what is wrong and what would be right.
public protocol ExplainedError: Error, CustomStringConvertible {
    /// For a person.
    var text: Text { get }
}

extension ExplainedError {
    /// In English, as the log has it.
    public var description: String { text.en }
}

extension Text {
    /// What an error reports; in its own words where it has none for a person.
    public init(explaining error: any Error) {
        self = (error as? any ExplainedError)?.text ?? Text(zh: "\(error)", en: "\(error)")
    }
}

public enum Language: String, Codable, Hashable, Sendable, CaseIterable {
    case zh = "zh-Hans"
    case en
}
