/// Carbon replaced (更换). Only the mass must be known to begin the new cycle; what else the ledger asks for, the rule
/// `carbon.record` misses by name.
public struct CarbonReplacement: IodineTested, WasteDescribed, Identified {
    public static let kind = RecordKind("replacement", "更换活性炭", "carbon replaced", at: [.activatedCarbon])

    public var id: String?
    public var corrects: String?
    /// New carbon filled in, kg.
    public var mass: Double
    public var form: CarbonSettings.Form?
    public var maker: String?
    public var batch: String?
    /// mg/g, as the supplier's report says: a claim, and no measurement of this carbon.
    public var iodineValue: Double?
    public var iodineMethod: IodineMethod?
    /// The number of the supplier's report.
    public var iodineReport: String?
    /// Specific surface by BET, m²/g.
    public var surface: Double?
    /// Old carbon taken out, kg: what had been filled in and what it has adsorbed.
    public var spentMass: Double?
    public var wasteCode: String?
    /// The number of the hazardous waste manifest (转移联单), where the carbon left at once.
    public var manifest: String?
    /// Who takes it (处置去向).
    public var disposalFirm: String?
    public var bags: Double?
    public var containers: String?
    /// Of the old carbon: nameplate and code, the carbon in its box, the empty box.
    public var before: [PhotographID]?
    /// Of the new carbon: its packing, the surface when filled, the scale with the spent carbon.
    public var after: [PhotographID]?
    /// The first page of the supplier's report.
    public var report: [PhotographID]?

    public init(mass: Double, iodineValue: Double? = nil, iodineMethod: IodineMethod? = nil) {
        self.mass = mass
        self.iodineValue = iodineValue
        self.iodineMethod = iodineMethod
    }

    public init() { self.init(mass: 0) }

    private static let carbon: [BoundField<Self>] = [
        .required("mass", "新炭装填量", "new carbon filled in", \.mass, .number(0.1...1_000_000, .kilogram)),
        .optional("form", "活性炭类型", "form of the carbon", \.form, .choice(CarbonSettings.Form.self)),
        .optional("maker", "生产厂家", "maker", \.maker, .text(100)),
        .optional("batch", "批号", "batch", \.batch, .text(60)),
        .optional("surface", "比表面积(BET)", "BET surface", \.surface, .number(1...3000, .squareMetrePerGram)),
        .optional("spentMass", "废炭重量", "spent carbon taken out", \.spentMass, .number(0...2_000_000, .kilogram)),
    ]

    private static let photographs: [BoundField<Self>] = [
        .optional("before", "更换前照片", "photographs before", \.before, .photographs(3)),
        .optional("after", "更换后照片", "photographs after", \.after, .photographs(3)),
        .optional("report", "碘值报告照片", "photograph of the iodine report", \.report, .photographs(2)),
    ]

    public static let form = carbon + iodine() + waste() + transfer + photographs + identity()

    private static let transfer: [BoundField<Self>] = [
        .optional("manifest", "危废转移联单号", "manifest number", \.manifest, .text(40)),
        .optional("disposalFirm", "处置去向", "who takes the waste", \.disposalFirm, .text(100)),
    ]

    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        iodineProblems(values)
    }
}
