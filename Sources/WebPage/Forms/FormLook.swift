import Facilities

/// How the form of a kind of record looks on a phone, beyond what its fields say: which come in which order, which a person on site must
/// fill in though a program need not, and what helps.
struct FormLook: Sendable {
    var title: Text
    /// The button that sends it.
    var send: Text
    var when: When
    /// The fields in their order; nil for all as they stand.
    var parts: [FormPart]?
    /// Whether each part is a screen of its own, where there is script.
    var isStepwise = false
    /// Fields that nobody fills in here, and that are sent with the form.
    var carried: [String] = []
    /// Fields that begin with what the newest record of this kind says.
    var remembered: Set<String> = []
    /// Fields that the page asks for though the record can be without.
    var required: Set<String> = []
    /// What stands chosen at the start.
    var presets: FieldValues = [:]
    /// Fields of a time that ask for a day only: it is the end of that day.
    var days: Set<String> = []
    /// What a field is called here, where that is not what the ledger calls it.
    var labels: [String: Text] = [:]
    /// What helps with a field.
    var help: [String: Text] = [:]
    /// The id of the guide of the act, which the form links to.
    var guide: String?

    /// The parts of a form in their order; all fields are one where nothing is said.
    func parts(of kind: RecordKind) -> [FormPart] { parts ?? [FormPart(kind.type.fields.map(\.name))] }

    /// How a form asks when something was done.
    enum When: Sendable, Hashable {
        /// Now: the moment at which the form was opened.
        case now
        /// Today, yesterday or another day.
        case day
        /// Now, or a time of the clock.
        case time
        /// The complaint's own question.
        case occurrence
    }

    static func of(_ kind: RecordKind) -> FormLook {
        switch kind {
        case Cleaning.kind: cleaning
        case CleaningStart.kind: cleaningStart
        case Complaint.kind: complaint
        case CarbonReplacement.kind: replacement
        case ReplacementStart.kind: replacementStart
        case WasteTransfer.kind: wasteTransfer
        case CarbonInspection.kind: inspection
        case ExhaustTest.kind: exhaustTest
        case Registration.kind: registration
        case Rectification.kind: rectification
        case SiteMeasure.kind: siteMeasure
        case Visit.kind: visit
        case Notice.kind: notice
        default:
            FormLook(
                title: Text(zh: "登记：\(kind.title.zh)", en: "Enter: \(kind.title.en)"),
                send: Text(zh: "登记", en: "Enter it"), when: .time)
        }
    }

    private static let cleaning = FormLook(
        title: Text(zh: "登记清洗", en: "Enter a cleaning"), send: Text(zh: "登记", en: "Enter it"), when: .day,
        parts: [FormPart(["parts", "by", "firm", "damage", "before", "after", "remark"])],
        remembered: ["by", "firm"], required: ["parts", "by", "damage"],
        presets: ["by": .text("self"), "damage": .list(["none"])],
        help: [
            "parts": Text(zh: "可多选；洗了极板才重新计算清洗周期", en: "Several; only cleaned plates begin the interval again"),
            "firm": Text(zh: "请公司洗的，填公司名称和电话", en: "If a firm did it: its name and phone number"),
            "before": Text(
                zh: "①设备全貌带铭牌 ②抽出的极板正面 ③集油盘或叶轮",
                en: "① the whole device with its nameplate ② the front of the plates ③ grease tray or fan wheel"),
            "after": Text(zh: "在同样的位置再拍这三张", en: "The same three from the same place"),
        ], guide: NextStep.Action.cleanPurifier.rawValue)

    private static let cleaningStart = FormLook(
        title: Text(zh: "开始清洗", en: "Start cleaning"), send: Text(zh: "开始清洗", en: "Start cleaning"), when: .now,
        parts: [], guide: NextStep.Action.cleanPurifier.rawValue)

    static let complaint = FormLook(
        title: Text(zh: "这里有什么问题？", en: "What is wrong here?"), send: Text(zh: "提交", en: "Send"),
        when: .occurrence, parts: [FormPart(["category", "place", "occurrence", "text", "photographs", "phone"])],
        required: ["category"], presets: ["occurrence": .text("now")],
        labels: [
            "category": Text(zh: "是什么", en: "What is it"), "text": Text(zh: "说两句", en: "A few words"),
            "photographs": Text(zh: "拍照片", en: "Photographs"),
        ],
        help: [
            "place": Text(zh: "不在这里？点一下改", en: "Not here? Change it"),
            "text": Text(
                zh: "有照片可不写。比如：晚上8点起油烟很大",
                en: "Not needed with a photograph. For example: much smoke from 8 in the evening"),
            "photographs": Text(
                zh: "最多3张。别拍人脸和车牌，位置信息会自动去掉",
                en: "Up to 3. No faces or number plates, please; the place is taken out of the picture by itself"),
            "phone": Text(zh: "可不填。只用来告诉你结果，不公开", en: "Optional. Only to tell you the result; never shown"),
        ], guide: ComplaintGuide.id)
}

extension FormLook {
    /// The fields of a kind as this form asks for them. The number of a complaint is given by the page.
    func fields(of kind: RecordKind) -> [RecordField] {
        let all = kind.type.fields
        let names = parts.map { $0.flatMap(\.fields) + carried } ?? all.map(\.name)
        return names.compactMap { name in all.first { $0.name == name } }.map { field in
            var field = field
            if required.contains(field.name) { field.isRequired = true }
            if let label = labels[field.name] { field.title = label }
            return field
        }
    }
}

/// Fields that belong together, under a heading of their own or on a screen of their own.
struct FormPart: Sendable {
    var title: Text?
    var fields: [String]
    /// Whether it is opened by who wants it. It opens by itself where something in it is filled in or wrong.
    var isFolded = false
    /// What is shown above the fields, beside a drawing each.
    var cards: [Card] = []

    /// What something looks like that is to be entered.
    struct Card: Sendable {
        var drawing: Drawing?
        var text: Text
    }

    init(_ title: Text? = nil, _ fields: [String], isFolded: Bool = false, cards: [Card] = []) {
        (self.title, self.fields, self.isFolded, self.cards) = (title, fields, isFolded, cards)
    }

    init(_ fields: [String]) { self.init(nil, fields) }
}
