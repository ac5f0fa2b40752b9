/// How an iodine value was measured. Values of different methods are not compared: GB/T 7702.7-2023 changed the shaking
/// and the precision, GB/T 12496.8 and ASTM D4607 have other doses.
public enum IodineMethod: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
    case gb7702 = "GB/T 7702.7-2023"
    case gb7702Of2008 = "GB/T 7702.7-2008"
    case gb12496 = "GB/T 12496.8-2015"
    case astmD4607 = "ASTM D4607"
    /// Any quick test on site.
    case field

    public var title: Text {
        self == .field ? Text(zh: "现场快速检测", en: "quick test on site") : Text(zh: rawValue, en: rawValue)
    }
}

/// A record that may have an iodine value.
public protocol IodineTested: RecordContent {
    /// mg/g
    var iodineValue: Double? { get set }
    var iodineMethod: IodineMethod? { get set }
    /// The number of the report.
    var iodineReport: String? { get set }
}

extension IodineTested {
    static func iodine() -> [BoundField<Self>] {
        [
            .optional("iodineValue", "碘值", "iodine value", \.iodineValue, .number(0...2000, .milligramPerGram)),
            .optional(
                "iodineMethod", "碘值检测方法", "method of the iodine value", \.iodineMethod, .choice(IodineMethod.self)),
            .optional("iodineReport", "碘值报告编号", "report of the iodine value", \.iodineReport, .text(60)),
        ]
    }

    static func iodineProblems(_ values: FieldValues) -> [RecordProblem] {
        guard values.has("iodineValue"), !values.has("iodineMethod") else { return [] }
        let text = Text(zh: "填写碘值须注明检测方法（iodineMethod）", en: "an iodine value needs its method (iodineMethod)")
        return [.init("iodineMethod", text)]
    }
}

/// A record that describes hazardous waste.
public protocol WasteDescribed: RecordContent {
    /// Of the national list of hazardous waste: `HW49 900-039-49` for carbon that adsorbed VOC.
    var wasteCode: String? { get set }
    /// Bags of spent carbon.
    var bags: Double? { get set }
    /// Codes of the waste's containers, as their labels have them.
    var containers: String? { get set }
}

extension WasteDescribed {
    static func waste() -> [BoundField<Self>] {
        [
            .optional(
                "wasteCode", "危废代码（HW49 900-039-49）", "hazardous waste code (HW49 900-039-49)", \.wasteCode,
                .text(40)),
            .optional("bags", "袋数", "number of bags", \.bags, .number(1...100_000, .one)),
            .optional("containers", "容器编码", "codes of the containers", \.containers, .text(1000)),
        ]
    }
}

/// A record with an identity in the accounts of the carbon.
public protocol Identified: RecordContent {
    /// Identifies the record, or this part of it: the same one entered twice is one.
    var id: String? { get set }
    /// What this record corrects: the id or the manifest number of another record, its time, or its day.
    var corrects: String? { get set }
}

extension Identified {
    static func identity() -> [BoundField<Self>] {
        [
            .optional("id", "编号", "id: the same one entered twice is one", \.id, .text(40)),
            .optional(
                "corrects", "更正哪条记录（编号、联单号、时间或日期）",
                "the record that this one corrects: its id, manifest number, time or day", \.corrects, .text(40)),
        ]
    }
}

/// A record of one step of a complaint, which it names.
public protocol OfComplaint: RecordContent {
    /// The number of the complaint.
    var id: String { get set }
}

extension OfComplaint {
    static func number() -> BoundField<Self> {
        .required("id", "投诉编号", "number of the complaint", \.id, .text(40))
    }
}

/// A record of what a person does about a finding.
public protocol OfFinding: RecordContent {
    /// `carbon.pressure`
    var rule: String { get set }
    /// Of several findings of the rule, the one with this cause; all of them where it is absent.
    var cause: String? { get set }
}

extension OfFinding {
    static func finding() -> [BoundField<Self>] {
        [
            .required("rule", "规则", "rule", \.rule, .text(60)),
            .optional("cause", "具体事项", "which of the rule's findings", \.cause, .text(100)),
        ]
    }
}
