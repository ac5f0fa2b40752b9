/// A replacement of the carbon (更换). Only the mass is needed to begin the new cycle; the rule `carbon.record` names the
/// other fields that the ledger requires.
public struct CarbonReplacement: IodineTested, WasteDescribed, Identified {
    public static let kind = RecordKind("replacement", "更换活性炭", "carbon replaced", at: [.activatedCarbon])

    public var id: String?
    public var corrects: String?
    /// The new carbon that was filled in, kg.
    public var mass: Double
    /// The form of the new carbon; nil for the same as before.
    public var form: CarbonSettings.Form?
    /// The maker of the new carbon.
    public var maker: String?
    /// The batch of the new carbon.
    public var batch: String?
    /// The iodine value in the supplier's report, mg/g: a claim, and not a measurement of this carbon.
    public var iodineValue: Double?
    /// The method in the supplier's report.
    public var iodineMethod: IodineMethod?
    /// The number of the supplier's report.
    public var iodineReport: String?
    /// The specific surface by BET, m²/g.
    public var surface: Double?
    /// The old carbon that was taken out, kg: its filled mass and what it has adsorbed.
    public var spentMass: Double?
    public var wasteCode: String?
    /// The number of the hazardous waste manifest (转移联单), where the carbon left at once.
    public var manifest: String?
    /// The firm that takes the waste (处置去向).
    public var disposalFirm: String?
    public var bags: Double?
    public var containers: String?
    /// The photographs of the old carbon: nameplate and code, the carbon in its box, the empty box.
    public var before: [PhotographID]?
    /// The photographs of the new carbon: its packing, the surface when filled, the scale with the spent carbon.
    public var after: [PhotographID]?
    /// The photograph of the first page of the supplier's report.
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

    /// Returns the problem of an iodine value without a method.
    public static func problems(between values: FieldValues, at time: Timestamp?, now: Timestamp) -> [RecordProblem] {
        iodineProblems(values)
    }
}

extension CarbonSettings.Form: FieldChoice {}
