/// The report that the cause of a finding was repaired (整改), or that this work has begun.
public struct Rectification: OfFinding {
    public static let kind = RecordKind(
        "rectification", "整改", "finding rectified", at: Set(Facility.Kind.allCases), broker: .ifNamed)

    /// The progress of the work.
    public enum Progress: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case begun, done
    }

    /// The rule of the finding.
    public var rule: String
    /// The cause of the finding; nil for all findings of the rule.
    public var cause: String?
    /// The progress; nil in records without it, which counts as `done`.
    public var progress: Progress?
    /// A remark. Personal.
    public var text: String?
    /// The photographs that show it, such as the repair bill.
    public var photographs: [PhotographID]?

    public init(rule: String, cause: String? = nil, text: String? = nil) {
        self.rule = rule
        self.cause = cause
        self.text = text
    }

    public init() { self.init(rule: "") }

    /// Whether the work is reported as finished.
    public var isDone: Bool { progress != .begun }

    public static let form: [BoundField<Self>] =
        finding() + [
            .optional("progress", "进度", "how far it is", \.progress, .choice(Progress.self)),
            .optional("text", "说明", "remark", \.text, .text(1000), personal: true),
            .optional("photographs", "照片", "photographs", \.photographs, .photographs(3)),
        ]
}

extension Rectification.Progress {
    public var title: Text {
        switch self {
        case .begun: Text(zh: "整改中", en: "under way")
        case .done: Text(zh: "已整改", en: "put right")
        }
    }
}
