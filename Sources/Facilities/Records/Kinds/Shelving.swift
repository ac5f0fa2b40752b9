/// The end of reminders of a finding until a time. It still counts for the light: nobody can hide a red one.
public struct Shelving: OfFinding {
    public static let kind = RecordKind(
        "shelving", "暂缓提醒", "reminders shelved", at: Set(Facility.Kind.allCases), broker: .ifNamed,
        by: [.owner, .inspector])

    /// The rule of the finding.
    public var rule: String
    /// The cause of the finding; nil for all findings of the rule.
    public var cause: String?
    /// The time until which nobody is reminded.
    public var until: Timestamp
    /// The reason. Personal.
    public var text: String

    /// The longest time of a shelving.
    public static let longest = Duration.days(30)

    public init(rule: String, cause: String? = nil, until: Timestamp, text: String) {
        self.rule = rule
        self.cause = cause
        self.until = until
        self.text = text
    }

    public init() { self.init(rule: "", until: Timestamp(milliseconds: 0), text: "") }

    public static let form: [BoundField<Self>] =
        finding() + [
            .required("until", "暂缓至", "shelved until", \.until, .time),
            .required("text", "原因", "reason", \.text, .text(1000), personal: true),
        ]

    /// Returns the problems of a time that is too long, or not after the record's own.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        guard let time, let until = values.time("until") else { return [] }
        if let problem = RecordProblem.tooLong(until: until, from: time, longest: longest) { return [problem] }
        guard until <= time else { return [] }
        return [.init("until", Text(zh: "应晚于记录时间（until）", en: "must be after the record's time (until)"))]
    }
}

extension RecordProblem {
    /// Returns the problem of a period that is longer than may be announced at once; nil for one that is not.
    static func tooLong(until end: Timestamp, from start: Timestamp, longest: Duration) -> RecordProblem? {
        guard end - start > longest else { return nil }
        let days = longest.inDays.plainText
        return RecordProblem(
            "until", Text(zh: "最长\(days)天（until）", en: "at most \(days) days after the record's time (until)"))
    }
}
