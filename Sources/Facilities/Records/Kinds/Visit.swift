/// The visit of an inspector (现场检查): what was inspected, the result, and the deadline of an order.
public struct Visit: RecordContent {
    public static let kind = RecordKind(
        "visit", "现场检查", "inspection on site", at: Set(Facility.Kind.allCases), broker: .never, by: [.inspector])

    /// The result of an inspection.
    public enum Result: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case passed, advised, rectify
    }

    /// The subjects of an inspection, at any kind of facility.
    public enum Part: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case operation, upkeep, instruments, records, label, complaints
    }

    /// The result of the inspection.
    public var result: Result
    /// The subjects that were inspected.
    public var parts: Set<Part>
    /// The deadline of an order; the form's is the end of a day. Nil without an order.
    public var deadline: Timestamp?
    /// The observations of the inspector. Personal.
    public var text: String?
    /// The photographs that show them.
    public var photographs: [PhotographID]?
    /// The rule of the finding that the inspector has seen; nil for none.
    public var rule: String?
    /// The cause of that finding; nil for all findings of the rule.
    public var cause: String?

    public init(
        _ result: Result, _ parts: Set<Part>, deadline: Timestamp? = nil, text: String? = nil, rule: String? = nil,
        cause: String? = nil
    ) {
        (self.result, self.parts, self.deadline, self.text) = (result, parts, deadline, text)
        (self.rule, self.cause) = (rule, cause)
    }

    public init() { self.init(.passed, []) }

    public static let form: [BoundField<Self>] = [
        .required("result", "检查结果", "result", \.result, .choice(Result.self)),
        .required("parts", "检查了什么", "what was looked at", \.parts, .choices(Part.self)),
        .optional("deadline", "整改期限", "to be put right by", \.deadline, .time),
        .optional("text", "检查情况", "what was seen", \.text, .text(1000), personal: true),
        .optional("photographs", "照片", "photographs", \.photographs, .photographs(3)),
        .optional("rule", "针对的问题（规则）", "rule of the finding that it is about", \.rule, .text(60)),
        .optional("cause", "具体事项", "which of the rule's findings", \.cause, .text(100)),
    ]

    /// The longest time that an order may give.
    public static let longest = Duration.days(366)

    /// Returns the problem of a deadline without an order, of an order without a deadline, or of a deadline that is
    /// past or too far.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        let isOrder = values.text("result") == Result.rectify.rawValue
        guard let deadline = values.time("deadline") else {
            let isMissing = isOrder && !values.has("deadline")
            return isMissing ? [noDeadline] : []
        }
        guard isOrder else { return [noOrder] }
        guard let time, time < deadline else { return [pastDeadline] }
        return deadline - time > longest ? [farDeadline] : []
    }

    private static let noDeadline = RecordProblem(
        "deadline", Text(zh: "要求整改的须填写整改期限（deadline）", en: "an order to put something right needs its deadline"))

    private static let noOrder = RecordProblem(
        "deadline",
        Text(
            zh: "结果不是“需整改”，不能有整改期限（deadline）", en: "only a result of rectify has a deadline"))

    private static let farDeadline = RecordProblem(
        "deadline", Text(zh: "整改期限（deadline）最长一年", en: "the deadline (deadline) is within a year"))

    private static let pastDeadline = RecordProblem(
        "deadline", Text(zh: "整改期限（deadline）须在检查之后", en: "the deadline is to be after the inspection"))
}

extension Visit.Result {
    public var title: Text {
        switch self {
        case .passed: Text(zh: "合格", en: "in order")
        case .advised: Text(zh: "已提醒", en: "advised")
        case .rectify: Text(zh: "需整改", en: "to be put right")
        }
    }
}

extension Visit.Part {
    public var title: Text {
        switch self {
        case .operation: Text(zh: "设施运行", en: "operation")
        case .upkeep: Text(zh: "清洗维护", en: "upkeep")
        case .instruments: Text(zh: "监测设备", en: "instruments")
        case .records: Text(zh: "台账记录", en: "records")
        case .label: Text(zh: "二维码标签", en: "QR label")
        case .complaints: Text(zh: "投诉处理", en: "complaints")
        }
    }
}
