/// Somebody took note of a finding (确认).
public struct Acknowledgement: OfFinding {
    public static let kind = RecordKind(
        "acknowledgement", "确认", "finding acknowledged", at: Set(Facility.Kind.allCases),
        by: Set(Operator.Role.allCases))

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
