/// A record of what a person does about a finding.
public protocol OfFinding: RecordContent {
    /// `carbon.pressure`
    var rule: String { get set }
    /// The cause of one finding of the rule; nil for all of them.
    var cause: String? { get set }
}

extension OfFinding {
    static func finding() -> [BoundField<Self>] {
        [
            .required("rule", "规则", "rule", \.rule, .text(60)),
            .optional("cause", "具体事项", "which of the rule's findings", \.cause, .text(100)),
        ]
    }
}
