/// Somebody says that the cause of a finding was put right (整改), or that this work has begun.
public struct Rectification: OfFinding {
    public static let kind = RecordKind(
        "rectification", "整改", "finding rectified", at: Set(Facility.Kind.allCases), broker: .ifNamed)

    /// How far the work is.
    public enum Progress: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case begun, done
    }

    public var rule: String
    public var cause: String?
    /// Nil in records that say nothing of it, which is `done`.
    public var progress: Progress?
    public var text: String?
    /// What shows it, such as the repair bill.
    public var photographs: [PhotographID]?

    public init(rule: String, cause: String? = nil, text: String? = nil) {
        self.rule = rule
        self.cause = cause
        self.text = text
    }

    public init() { self.init(rule: "") }

    /// Whether the work is said to be finished.
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
