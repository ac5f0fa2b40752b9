/// A cleaning of a fume purifier (清洗).
public struct Cleaning: RecordContent {
    public static let kind = RecordKind("cleaning", "清洗净化器", "purifier cleaned", at: [.fumePurifier])

    /// A part that was cleaned.
    public enum Part: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case filter, plates, impeller, duct, tray, housing
    }

    /// The party that cleaned it.
    public enum Hand: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case own = "self"
        case firm
    }

    /// A broken part that was found.
    public enum Damage: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case none, insulator, wire, plates, other
    }

    /// The cleaned parts. Nil where nobody entered them: then the purifier was cleaned, and the duct was not.
    public var parts: Set<Part>?
    /// The party that cleaned it; nil where nobody entered it.
    public var hand: Hand?
    /// The name of the cleaning firm. Personal.
    public var firm: String?
    /// The broken parts that were found; nil where nobody entered them.
    public var damage: Set<Damage>?
    /// The photographs before the cleaning.
    public var before: [PhotographID]?
    /// The photographs after the cleaning.
    public var after: [PhotographID]?
    /// A remark. Personal.
    public var remark: String?

    public init(parts: Set<Part>?, hand: Hand? = nil, remark: String? = nil) {
        self.parts = parts
        self.hand = hand
        self.remark = remark
    }

    public init(remark: String) { self.init(parts: nil, remark: remark) }

    public init() {}

    /// Whether the stage was cleaned that removes the fume from the air.
    public var renewsPurifier: Bool { parts?.contains(.plates) ?? true }
    /// Whether the duct was cleaned.
    public var renewsDuct: Bool { parts?.contains(.duct) ?? false }

    public static let form: [BoundField<Self>] = [
        .optional("parts", "清洗部位", "what was cleaned", \.parts, .choices(Part.self)),
        .optional("by", "谁洗的", "who cleaned it", \.hand, .choice(Hand.self)),
        .optional("firm", "清洗公司", "cleaning firm", \.firm, .text(100), personal: true),
        .optional("damage", "发现坏件", "broken parts", \.damage, .choices(Damage.self)),
        .optional("before", "清洗前照片", "photographs before", \.before, .photographs(3)),
        .optional("after", "清洗后照片", "photographs after", \.after, .photographs(3)),
        .optional("remark", "备注", "remark", \.remark, .text(1000), personal: true),
    ]

    /// Returns the problem of `none` beside other damage.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        guard let damage = values["damage"].flatMap(Set<Damage>.init), damage.contains(.none), damage.count > 1 else {
            return []
        }
        return [
            RecordProblem(
                "damage",
                Text(zh: "发现坏件（damage）选了“无”，就不能再选别的", en: "broken parts (damage): none cannot stand beside others"))
        ]
    }

    /// The parts, which were free text in 0.1.0, see `modernised`.
    public static let formerPersonalFields = ["parts"]

    /// Returns the fields of a record of 0.1.0, whose parts were free text: it becomes the remark, and the parts that
    /// it names are read from it. Without a known part the purifier counts as cleaned, as it did then.
    public static func modernised(_ values: FieldValues, at time: Timestamp) -> FieldValues {
        guard let text = values.text("parts"),
            !text.split(separator: ",").allSatisfy({ Part(rawValue: String($0)) != nil })
        else { return values }
        var values = values
        if !values.has("remark") { values["remark"] = .text(text) }
        let named = Part.named(in: text)
        values["parts"] = named.isEmpty ? nil : named.fieldValue
        return values
    }
}

extension Cleaning.Hand {
    public var title: Text {
        switch self {
        case .own: Text(zh: "自己", en: "the kitchen itself")
        case .firm: Text(zh: "清洗公司", en: "a cleaning firm")
        }
    }
}

extension Cleaning.Part {
    public var title: Text {
        switch self {
        case .filter: Text(zh: "滤网", en: "filter")
        case .plates: Text(zh: "极板", en: "plates")
        case .impeller: Text(zh: "风机叶轮", en: "fan wheel")
        case .duct: Text(zh: "管道", en: "duct")
        case .tray: Text(zh: "集油盘", en: "grease tray")
        case .housing: Text(zh: "箱体", en: "housing")
        }
    }

    private var words: [String] {
        switch self {
        case .filter: ["滤网", "filter"]
        case .plates: ["极板", "电极", "电场", "plate", "electrode", "cell"]
        case .impeller: ["叶轮", "impeller", "fan wheel"]
        case .duct: ["管道", "烟道", "风管", "duct"]
        case .tray: ["集油", "tray"]
        case .housing: ["箱体", "housing"]
        }
    }

    /// The parts that a free text names.
    fileprivate static func named(in text: String) -> Set<Self> {
        let text = text.lowercased()
        return Set(allCases.filter { part in part.words.contains { text.contains($0) } })
    }
}

extension Cleaning.Damage {
    public var title: Text {
        switch self {
        case .none: Text(zh: "无", en: "none")
        case .insulator: Text(zh: "瓷瓶裂", en: "insulator cracked")
        case .wire: Text(zh: "丝断", en: "wire broken")
        case .plates: Text(zh: "极板歪", en: "plates bent")
        case .other: Text(zh: "其他", en: "other")
        }
    }
}
