/// Somebody says that the cause of a finding was put right (整改).
public struct Rectification: OfFinding {
    public static let kind = RecordKind(
        "rectification", "整改", "finding rectified", at: Set(Facility.Kind.allCases), broker: .ifNamed)

    public var rule: String
    public var cause: String?
    public var text: String?

    public init(rule: String, cause: String? = nil, text: String? = nil) {
        self.rule = rule
        self.cause = cause
        self.text = text
    }

    public init() { self.init(rule: "") }

    public static let form: [BoundField<Self>] =
        finding() + [.optional("text", "说明", "remark", \.text, .text(1000), personal: true)]
}
