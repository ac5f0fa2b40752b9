/// The contents of a machine's card (一车一码) that its rules do not need. A field that nobody filled in is nil or empty.
public struct MachineCard: Hashable, Sendable {
    public var type: MachineType?
    /// The maker's model name.
    public var model: String?
    public var maker: String?
    /// The colour of the environmental label.
    public var label: LabelColour?
    /// The emission stage of the engine.
    public var stage: Stage?
    /// 产品识别码 (PIN): at most 17 characters.
    public var pin: String?
    /// 机械环保代码: 17 characters.
    public var environmentalCode: String?
    /// The day of manufacture.
    public var made: Day?
    /// The maker's model name of the engine.
    public var engineModel: String?
    /// The serial number of the engine.
    public var engineNumber: String?
    public var engineMaker: String?
    public var fuel: Fuel?
    /// Empty where nobody filled it in; `none` alone where the machine has no such device.
    public var afterTreatment: [AfterTreatment] = []
    /// The terminal for remote monitoring.
    public var terminal: Terminal?
    /// The number of the electronic tag (RFID).
    public var tag: String?
    /// The name of the owner. Personal.
    public var owner: String?
    /// The name of the firm or person that uses the machine. Personal.
    public var user: String?
    /// The owner's phone number.
    public var phone: String?
    /// The day on which the machine came to this site.
    public var arrived: Day?
    /// The day on which the machine leaves this site.
    public var leaves: Day?

    public init() {}

    /// The terminal for remote monitoring (远程监控终端, HJ 1322-2023).
    public enum Terminal: Hashable, Sendable {
        case absent
        /// Its number; nil where only its presence is known.
        case fitted(String?)
    }
}

extension MachineCard {
    /// The type of machine.
    public enum MachineType: String, Hashable, Sendable, CaseIterable {
        case excavator, loader, bulldozer, roller, paver, grader, forklift, crane, piling, compressor, generator, other

        public var title: Text {
            switch self {
            case .excavator: Text(zh: "挖掘机", en: "excavator")
            case .loader: Text(zh: "装载机", en: "loader")
            case .bulldozer: Text(zh: "推土机", en: "bulldozer")
            case .roller: Text(zh: "压路机", en: "road roller")
            case .paver: Text(zh: "摊铺机", en: "paver")
            case .grader: Text(zh: "平地机", en: "grader")
            case .forklift: Text(zh: "叉车", en: "forklift")
            case .crane: Text(zh: "起重机", en: "crane")
            case .piling: Text(zh: "桩工机械", en: "piling machine")
            case .compressor: Text(zh: "空压机", en: "air compressor")
            case .generator: Text(zh: "发电机组", en: "generating set")
            case .other: Text(zh: "其他", en: "other")
            }
        }
    }

    /// The colour of the environmental label: Nanjing gives green to new energy, blue to stage III and above, yellow to stage II
    /// and below and to what cannot be found out.
    public enum LabelColour: String, Hashable, Sendable, CaseIterable {
        case green, blue, yellow

        public var title: Text {
            switch self {
            case .green: Text(zh: "绿（新能源）", en: "green (new energy)")
            case .blue: Text(zh: "蓝（国三及以上）", en: "blue (stage III and above)")
            case .yellow: Text(zh: "黄（国二及以下或查不清）", en: "yellow (stage II and below, or unknown)")
            }
        }
    }

    /// The emission stage (排放阶段).
    public enum Stage: String, Hashable, Sendable, CaseIterable {
        case one = "I"
        case two = "II"
        case three = "III"
        case four = "IV"
        case electric, unknown

        public var title: Text {
            switch self {
            case .one: Text(zh: "国一", en: "stage I")
            case .two: Text(zh: "国二", en: "stage II")
            case .three: Text(zh: "国三", en: "stage III")
            case .four: Text(zh: "国四", en: "stage IV")
            case .electric: Text(zh: "电动", en: "electric")
            case .unknown: Text(zh: "不明", en: "unknown")
            }
        }
    }

    /// The energy that drives the machine.
    public enum Fuel: String, Hashable, Sendable, CaseIterable {
        case diesel, petrol, gas, electric, hybrid

        public var title: Text {
            switch self {
            case .diesel: Text(zh: "柴油", en: "diesel")
            case .petrol: Text(zh: "汽油", en: "petrol")
            case .gas: Text(zh: "天然气", en: "natural gas")
            case .electric: Text(zh: "电", en: "electricity")
            case .hybrid: Text(zh: "混合动力", en: "hybrid")
            }
        }
    }

    /// A device that cleans the exhaust (污染控制装置).
    public enum AfterTreatment: String, Hashable, Sendable, CaseIterable {
        case none, dpf, doc, scr

        public var title: Text {
            switch self {
            case .none: Text(zh: "无", en: "none")
            case .dpf: Text(zh: "颗粒捕集器(DPF)", en: "particulate filter (DPF)")
            case .doc: Text(zh: "氧化催化(DOC)", en: "oxidation catalyst (DOC)")
            case .scr: Text(zh: "选择性催化还原(SCR，用尿素)", en: "selective catalytic reduction (SCR, with urea)")
            }
        }
    }
}
