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

    private static let identity: [RecordField] = [
        RecordField("id", "编号", "id: the same one entered twice is one", .text(40)),
        RecordField(
            "corrects", "更正哪条记录（编号、联单号、时间或日期）",
            "the record that this one corrects: its id, manifest number, time or day", .text(40)),
    ]

    private static let waste: [RecordField] = [
        RecordField("wasteCode", "危废代码（HW49 900-039-49）", "hazardous waste code (HW49 900-039-49)", .text(40)),
        RecordField("bags", "袋数", "number of bags", .number(1...100_000, .one)),
        RecordField("containers", "容器编码", "codes of the containers", .text(1000)),
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
        ] + iodine + waste + identity

    static let wasteTransfer: [RecordField] =
        [RecordField("mass", "转移重量", "mass taken away", .number(0.1...1_000_000, .kilogram), required: true)]
        + waste.map { field in
            var field = field
            field.isRequired = ["manifest", "disposalFirm"].contains(field.name)
            return field
        } + identity

    static let inspection: [RecordField] =
        [
            look(
                "colour", "看颜色", "colour",
                good: Text(
                    zh: "里外一样深黑，不反光", en: "black all through, and dull"),
                bad: Text(zh: "发灰、发黄、发褐或像泥", en: "grey, yellow, brown or like clay")
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
            RecordField(
                "state", "新炭还是在用的炭", "new carbon, or carbon in use",
                .choice([
                    Option("new", Text(zh: "新炭", en: "new")), Option("used", Text(zh: "在用", en: "in use")),
                ])
            ),
            RecordField(
                "decolouring", "加做：褪色", "extra: does dyed water lose its colour within 20 min",
                .choice([
                    Option("good", Text(zh: "褪了", en: "it does")), Option("some", Text(zh: "褪一点", en: "a little")),
                    Option("none", Text(zh: "没褪", en: "it does not")),
                ])
            ),
            RecordField(
                "sampledBy", "谁取的样", "who took the sample",
                .choice([
                    Option("site", Text(zh: "本单位", en: "the site")),
                    Option("laboratory", Text(zh: "检测机构", en: "a laboratory")),
                    Option("authority", Text(zh: "主管部门", en: "the authority")),
                ])
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

    static let cleaning: [RecordField] = [
        RecordField(
            "parts", "清洗部位", "what was cleaned",
            .choices(Cleaning.Part.allCases.map { Option($0.rawValue, $0.title) })
        ),
        RecordField(
            "by", "谁洗的", "who cleaned it",
            .choice([
                Option("self", Text(zh: "自己", en: "the kitchen itself")),
                Option("firm", Text(zh: "清洗公司", en: "a cleaning firm")),
            ])
        ),
        RecordField("firm", "清洗公司", "cleaning firm", .text(100)),
        RecordField(
            "damage", "发现坏件", "broken parts",
            .choices(Cleaning.Damage.allCases.map { Option($0.rawValue, $0.title) })
        ),
        RecordField("remark", "备注", "remark", .text(1000)),
    ]

    static let cityAir: [RecordField] = [
        RecordField("from", "从", "from, on the hour", .time, required: true),
        RecordField("to", "到", "to, one hour later", .time, required: true),
        RecordField(
            "pm10", "城市PM10小时均值", "the city's hourly PM10", .number(0...5000, .microgramPerCubicMetre),
            required: true),
        RecordField("aqi", "城市AQI", "the city's AQI", .number(0...500, .one)),
        RecordField(
            "primary", "首要污染物", "primary pollutant",
            .choice([
                Option("pm10", Text(zh: "PM10", en: "PM10")), Option("pm25", Text(zh: "PM2.5", en: "PM2.5")),
                Option("other", Text(zh: "其他", en: "another")),
            ])
        ),
    ]

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

    static let complaintProgress: [RecordField] = [
        id,
        RecordField(
            "state", "进展", "state",
            .choice(ComplaintProgress.State.allCases.map { Option($0.rawValue, $0.title) }), required: true
        ),
        RecordField(
            "to", "转交给谁，或并入哪件投诉", "to whom it was forwarded, or with which complaint it was merged", .text(100)),
        RecordField("text", "说明", "remark", .text(4000)),
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
