/// The languages of all texts that users see. The raw value is that of HTML's `lang`.
public enum Language: String, Codable, Hashable, Sendable, CaseIterable {
    case zh = "zh-Hans"
    case en
}
