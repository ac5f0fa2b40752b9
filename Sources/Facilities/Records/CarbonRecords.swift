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
    /// Identifies the replacement, or this part of it: the same one entered twice is one.
    public var id: String?
    /// What this record corrects: the id or the manifest number of another record, its time, or its day.
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
    /// Of the national list of hazardous waste: `HW49 900-039-49` for carbon that adsorbed VOC.
    public var wasteCode: String?
    /// The number of the hazardous waste manifest (转移联单), where the carbon left at once.
    public var manifest: String?
    /// Who takes it (处置去向).
    public var disposalFirm: String?
    /// Bags of spent carbon.
    public var bags: Double?
    /// Codes of the waste's containers, as their labels have them.
    public var containers: String?

    public init(mass: Double, iodineValue: Double? = nil, iodineMethod: IodineMethod? = nil) {
        self.mass = mass
        self.iodineValue = iodineValue
        self.iodineMethod = iodineMethod
    }
}

/// Spent carbon that left the store.
public struct WasteTransfer: Codable, Hashable, Sendable {
    /// Identifies the transfer: the same one entered twice is one.
    public var id: String?
    /// What this record corrects: the id or the manifest number of another record, its time, or its day.
    public var corrects: String?
    /// kg
    public var mass: Double
    /// The number of the hazardous waste manifest (转移联单).
    public var manifest: String
    /// Who took it.
    public var disposalFirm: String
    public var wasteCode: String?
    public var bags: Double?
    /// Codes of the waste's containers, as their labels have them.
    public var containers: String?

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

    /// Whether the carbon was looked at before it took anything up. A used one reads lower and weighs more.
    public enum State: String, Codable, Hashable, Sendable, CaseIterable {
        case new, used
    }

    /// Whether dyed water lost its colour (加做褪色).
    public enum Decolouring: String, Codable, Hashable, Sendable, CaseIterable {
        case good, some, none
    }

    public enum Sampler: String, Codable, Hashable, Sendable, CaseIterable {
        case site, laboratory, authority
    }

    /// Nil in records of 0.1.0, and where nobody said it.
    public var state: State?
    public var sampledBy: Sampler?

    /// 看颜色
    public var colour: Grade
    /// 看形态
    public var form: Grade
    /// 看重量
    public var weight: Grade
    /// 看气泡
    public var bubbles: Grade
    /// An extra test beside the four looks.
    public var decolouring: Decolouring?
    /// 测碘值, mg/g; nil when only the four looks were taken.
    public var iodineValue: Double?
    public var iodineMethod: IodineMethod?
    public var iodineReport: String?
    /// kg/m³, where a known volume was weighed.
    public var bulkDensity: Double?

    public init(
        colour: Grade, form: Grade, weight: Grade, bubbles: Grade, iodineValue: Double? = nil,
        iodineMethod: IodineMethod? = nil, bulkDensity: Double? = nil, state: State? = nil, sampledBy: Sampler? = nil
    ) {
        self.state = state
        self.sampledBy = sampledBy
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

/// Work begins that a record of what was done will end (开始清洗, 开始更换).
public struct WorkStart: Codable, Hashable, Sendable {
    public var text: String?

    public init(text: String? = nil) {
        self.text = text
    }
}
