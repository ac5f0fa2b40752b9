/// The note that a person has seen a finding (确认).
public struct Acknowledgement: OfFinding {
    public static let kind = RecordKind(
        "acknowledgement", "确认", "finding acknowledged", at: Set(Facility.Kind.allCases),
        by: Set(Operator.Role.allCases))

    /// The rule of the finding.
    public var rule: String
    /// The cause of the finding; nil for all findings of the rule.
    public var cause: String?
    /// A remark. Personal.
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
