/// The begin of a cleaning of the purifier, which its record will end (开始清洗).
public struct CleaningStart: RecordContent {
    public static let kind = RecordKind(
        "cleaningStart", "开始清洗净化器", "cleaning of the purifier begun", at: [.fumePurifier])

    /// A remark. Personal.
    public var text: String?

    public init(text: String?) { self.text = text }

    public init() {}

    public static let form: [BoundField<Self>] = [
        .optional("text", "说明", "remark", \.text, .text(1000), personal: true)
    ]
}
