import Facilities

/// The form of a kind of record on a phone, beyond the fields themselves: their order, which fields a person must
/// fill in although a program need not, and help texts.
struct FormLook: Sendable {
    var title: Text
    /// The label of the button that sends the form.
    var send: Text
    /// The way in which the form asks for the time.
    var when: When
    /// The fields in their order; nil for all fields in the order of the record.
    var parts: [FormPart]?
    /// Whether each part is a screen of its own if the browser runs scripts.
    var isStepwise = false
    /// Hidden fields that are sent with the form.
    var carried: [String] = []
    /// Fields that are prefilled from the newest record of this kind.
    var remembered: Set<String> = []
    /// Fields that the page requires although the record does not.
    var required: Set<String> = []
    /// The values that are chosen when the form is opened.
    var presets: FieldValues = [:]
    /// Time fields that ask for a day only, and mean the end of that day.
    var days: Set<String> = []
    /// The labels of fields that have another name here than in the ledger.
    var labels: [String: Text] = [:]
    /// The help texts of fields.
    var help: [String: Text] = [:]
    /// The id of the guide that the form links to.
    var guide: String?

    /// Returns the parts of the form; one part with all fields if none are set.
    func parts(of kind: RecordKind) -> [FormPart] { parts ?? [FormPart(kind.type.fields.map(\.name))] }

    /// How a form asks when something was done.
    enum When: Sendable, Hashable {
        /// The form does not ask: the time is that at which it is sent.
        case now
        /// The form offers today, yesterday or another day.
        case day
        /// The form offers now or another time.
        case time
        /// The form has the complaint's own question: now or earlier today.
        case occurrence
    }

    /// Returns the form of a kind of record.
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
    /// Returns the fields of a kind in the order and with the labels of this form. The number of a complaint is not
    /// among them: the page sets it.
    func fields(of kind: RecordKind) -> [RecordField] {
        let all = kind.type.fields
        var names = all.map(\.name)
        if let parts { names = parts.flatMap(\.fields) + carried }
        let shown = names.compactMap { name in all.first { $0.name == name } }
        return shown.map { field in
            var field = field
            if required.contains(field.name) { field.isRequired = true }
            if let label = labels[field.name] { field.title = label }
            return field
        }
    }
}
