extension RecordForm {
    private typealias Option = RecordField.Option

    private static let iodine: [RecordField] = [
        RecordField("iodineValue", "碘值", "iodine value", .number(0...2000, .milligramPerGram)),
        RecordField(
            "iodineMethod", "碘值检测方法", "method of the iodine value",
            .choice(IodineMethod.allCases.map { Option($0.rawValue, $0.title) })
        ),
        RecordField("iodineReport", "碘值报告编号", "report of the iodine value", .text(60)),
    ]

    private static let waste: [RecordField] = [
        RecordField("wasteCode", "危废代码", "hazardous waste code", .text(40)),
        RecordField("manifest", "危废转移联单号", "manifest number", .text(40)),
        RecordField("disposalFirm", "处置去向", "who takes the waste", .text(100)),
    ]

    static let replacement: [RecordField] =
        [
            RecordField("mass", "新炭装填量", "new carbon filled in", .number(0.1...1_000_000, .kilogram), required: true),
            RecordField(
                "form", "活性炭类型", "form of the carbon",
                .choice(CarbonSettings.Form.allCases.map { Option($0.rawValue, $0.title) })
            ),
            RecordField("maker", "生产厂家", "maker", .text(100)),
            RecordField("batch", "批号", "batch", .text(60)),
            RecordField("surface", "比表面积(BET)", "BET surface", .number(1...3000, .squareMetrePerGram)),
            RecordField("spentMass", "废炭重量", "spent carbon taken out", .number(0...2_000_000, .kilogram)),
        ] + iodine + waste

    static let wasteTransfer: [RecordField] =
        [RecordField("mass", "转移重量", "mass taken away", .number(0.1...1_000_000, .kilogram), required: true)]
        + waste.map { field in
            var field = field
            field.isRequired = field.name != "wasteCode"
            return field
        }

    static let inspection: [RecordField] =
        [
            look(
                "colour", "看颜色", "colour",
                good: Text(
                    zh: "均匀深黑、无光泽；浸有色水10–20分钟能脱色",
                    en: "evenly deep black and dull; takes the colour out of dyed water in 10–20 min"),
                bad: Text(zh: "发灰、发褐、发亮或带泥色；不能脱色", en: "grey, brown, shiny or clay-coloured; does not take colour out")
            ),
            look(
                "form", "看形态", "form",
                good: Text(zh: "坚硬、颗粒完整、不脏手", en: "hard, keeps its grain, does not dirty the hand"),
                bad: Text(zh: "手捻成粉、碎屑多", en: "crumbles to powder between the fingers, many fines")
            ),
            look(
                "weight", "看重量", "weight",
                good: Text(zh: "手感轻；同重量体积大", en: "light in the hand; more volume for the same mass"),
                bad: Text(zh: "明显偏重", en: "distinctly heavy")
            ),
            look(
                "bubbles", "看气泡", "bubbles",
                good: Text(zh: "入水后细密气泡连成线，有嘶声，持续时间长", en: "in water many fine bubbles in a line, a hiss, for long"),
                bad: Text(zh: "气泡少或没有", en: "few bubbles or none")
            ),
            RecordField("bulkDensity", "堆积密度", "bulk density", .number(50...2000, .kilogramPerCubicMetre)),
        ] + iodine

    private static func look(_ name: String, _ zh: String, _ en: String, good: Text, bad: Text) -> RecordField {
        let between = Text(zh: "介于两者之间，或看不准", en: "between the two, or hard to tell")
        return RecordField(
            name, zh, en, .choice([Option("good", good), Option("doubtful", between), Option("bad", bad)]),
            required: true
        )
    }

    static let exhaustTest: [RecordField] = [
        RecordField("smoke", "光吸收系数", "light absorption", .number(0...30, .perMetre), required: true),
        RecordField("ringelmann", "林格曼黑度", "Ringelmann number", .number(0...5, .one)),
        RecordField("report", "检测报告编号", "report of the test", .text(60)),
    ]

    static let registration: [RecordField] = [
        RecordField("number", "环保登记号码", "registration number", .text(24), required: true),
        RecordField("disclosure", "环保信息公开编号", "disclosure number", .text(24)),
    ]

    static let complaint: [RecordField] = [
        id,
        RecordField("text", "投诉内容", "what it is about", .text(4000), required: true),
        RecordField(
            "category", "类别", "category", .choice(Complaint.Category.allCases.map { Option($0.rawValue, $0.title) })
        ),
        RecordField("place", "地点", "where", .text(200)),
    ]

    static let complaintStep: [RecordField] = [
        id, RecordField("text", "答复或办结内容", "what was answered or done", .text(4000), required: true),
    ]

    private static let id = RecordField("id", "投诉编号", "number of the complaint", .text(40), required: true)

    static let finding: [RecordField] = [
        RecordField("rule", "规则", "rule", .text(60), required: true),
        RecordField("cause", "具体事项", "which of the rule's findings", .text(100)),
    ]

    static let remark = RecordField("text", "说明", "remark", .text(1000))
    static let reason = RecordField("text", "原因", "reason", .text(1000), required: true)

    static func until(_ zh: String, _ en: String) -> RecordField { RecordField("until", zh, en, .time, required: true) }

    private static func device(required: Bool) -> RecordField {
        RecordField(
            "device", "设备", "device, by its name at the facility, such as p1 or line-1/3", .text(120),
            required: required)
    }

    static let maintenance: [RecordField] = [
        RecordField(
            "mode", "工作内容", "what is being done",
            .choice([
                Option("maintenance", Text(zh: "维护", en: "maintenance")),
                Option("calibrating", Text(zh: "校准", en: "calibration")),
            ]), required: true
        ),
        until("至", "until"), device(required: false), reason,
    ]

    static let calibration: [RecordField] = [
        device(required: true), RecordField("quantity", "项目", "quantity", .text(40), required: true),
        RecordField("gain", "增益", "gain", .number(0.01...100, .one), required: true),
        RecordField("offset", "偏移", "offset", .number(-1_000_000...1_000_000, .one), required: true),
        RecordField("reference", "标准或证书", "standard or certificate", .text(200), required: true),
    ]
}

extension IodineMethod {
    public var title: Text {
        self == .field ? Text(zh: "现场快速检测", en: "quick test on site") : Text(zh: rawValue, en: rawValue)
    }
}

extension Complaint.Category {
    public var title: Text {
        switch self {
        case .odour: Text(zh: "异味", en: "odour")
        case .fume: Text(zh: "油烟", en: "cooking fume")
        case .dust: Text(zh: "扬尘", en: "dust")
        case .smoke: Text(zh: "黑烟", en: "smoke")
        case .noise: Text(zh: "噪声", en: "noise")
        case .other: Text(zh: "其他", en: "other")
        }
    }
}
