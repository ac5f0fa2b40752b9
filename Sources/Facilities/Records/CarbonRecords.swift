/// How an iodine value was measured. Values of different methods are not compared: GB/T 7702.7-2023 changed the shaking
/// and the precision, GB/T 12496.8 and ASTM D4607 have other doses.
public enum IodineMethod: String, Codable, Hashable, Sendable, CaseIterable {
    case gb7702 = "GB/T 7702.7-2023"
    case gb7702Of2008 = "GB/T 7702.7-2008"
    case gb12496 = "GB/T 12496.8-2015"
    case astmD4607 = "ASTM D4607"
    /// Any quick test on site.
    case field
}

/// Carbon replaced (更换). Only the mass must be known to begin the new cycle; what else the ledger asks for, the rule
/// `carbon.record` misses by name.
public struct CarbonReplacement: Codable, Hashable, Sendable {
    /// New carbon filled in, kg.
    public var mass: Double
    public var form: CarbonSettings.Form?
    public var maker: String?
    public var batch: String?
    /// mg/g, as the supplier's report says.
    public var iodineValue: Double?
    public var iodineMethod: IodineMethod?
    /// The number of the supplier's report.
    public var iodineReport: String?
    /// Specific surface by BET, m²/g.
    public var surface: Double?
    /// Old carbon taken out, kg: what had been filled in and what it has adsorbed.
    public var spentMass: Double?
    /// Of the national list of hazardous waste: `HW49 900-039-49` for carbon that adsorbed VOC.
    public var wasteCode: String?
    /// The number of the hazardous waste manifest (转移联单), where the carbon left at once.
    public var manifest: String?
    /// Who takes it (处置去向).
    public var disposalFirm: String?

    public init(mass: Double, iodineValue: Double? = nil, iodineMethod: IodineMethod? = nil) {
        self.mass = mass
        self.iodineValue = iodineValue
        self.iodineMethod = iodineMethod
    }
}

/// Spent carbon that left the store.
public struct WasteTransfer: Codable, Hashable, Sendable {
    /// kg
    public var mass: Double
    /// The number of the hazardous waste manifest (转移联单).
    public var manifest: String
    /// Who took it.
    public var disposalFirm: String
    public var wasteCode: String?

    public init(mass: Double, manifest: String, disposalFirm: String, wasteCode: String? = nil) {
        self.mass = mass
        self.manifest = manifest
        self.disposalFirm = disposalFirm
        self.wasteCode = wasteCode
    }
}

/// An inspection by 四看一测: four looks and one test.
public struct CarbonInspection: Codable, Hashable, Sendable {
    public enum Grade: String, Codable, Hashable, Sendable, CaseIterable {
        case good, doubtful, bad
    }

    /// 看颜色
    public var colour: Grade
    /// 看形态
    public var form: Grade
    /// 看重量
    public var weight: Grade
    /// 看气泡
    public var bubbles: Grade
    /// 测碘值, mg/g; nil when only the four looks were taken.
    public var iodineValue: Double?
    public var iodineMethod: IodineMethod?
    public var iodineReport: String?
    /// kg/m³, where a known volume was weighed.
    public var bulkDensity: Double?

    public init(
        colour: Grade, form: Grade, weight: Grade, bubbles: Grade, iodineValue: Double? = nil,
        iodineMethod: IodineMethod? = nil, bulkDensity: Double? = nil
    ) {
        self.colour = colour
        self.form = form
        self.weight = weight
        self.bubbles = bubbles
        self.iodineValue = iodineValue
        self.iodineMethod = iodineMethod
        self.bulkDensity = bulkDensity
    }

    public var looks: [Grade] { [colour, form, weight, bubbles] }
}
