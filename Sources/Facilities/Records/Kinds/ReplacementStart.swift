/// The begin of a replacement of the carbon, which its record will end (开始更换).
public struct ReplacementStart: RecordContent {
    public static let kind = RecordKind(
        "replacementStart", "开始更换活性炭", "replacement of the carbon begun", at: [.activatedCarbon])

    /// A remark. Personal.
    public var text: String?

    public init(text: String?) { self.text = text }

    public init() {}

    public static let form: [BoundField<Self>] = [
        .optional("text", "说明", "remark", \.text, .text(1000), personal: true)
    ]
}
