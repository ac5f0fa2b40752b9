/// What the rules for an adsorber must know, as nameplate, design plan and permit say.
public struct CarbonSettings: Hashable, Sendable {
    public enum Form: String, Codable, Hashable, Sendable, CaseIterable, FieldChoice {
        case granular, honeycomb, fibre

        public var title: Text {
            switch self {
            case .granular: Text(zh: "颗粒炭", en: "granular")
            case .honeycomb: Text(zh: "蜂窝炭", en: "honeycomb")
            case .fibre: Text(zh: "纤维炭", en: "fibre")
            }
        }
    }

    /// 苏环办〔2022〕218号 says 500 hours *or* 3 months, in general; that the first of them counts is how it is read here.
    public enum CycleCap: String, Codable, Hashable, Sendable, CaseIterable {
        case both, hours, months, none
    }

    public var form: Form
    /// Carbon in the adsorber, kg.
    public var mass: Double?
    /// Area that the air passes through, m².
    public var face: Double?
    /// Adsorbed mass per mass of carbon when the outlet reaches its set value; 0.10 unless a proof says otherwise.
    public var dynamicAdsorption: Double
    /// Where the proof of a dynamic adsorption above 0.10 is to be found.
    public var proof: String?
    /// VOC taken out of the air, inlet minus outlet, mg/m³.
    public var removedConcentration: Double?
    /// m³/h.
    public var airVolume: Double?
    /// Hours of operation a day.
    public var dailyHours: Double?
    /// The cycle that the facility's design plan sets, in days. It goes before the formula.
    public var designCycle: Int?
    /// Which of 500 h and 3 months cut the cycle short.
    public var cap = CycleCap.both
    /// When the carbon that is in it now was filled in.
    public var installed: Day?

    public init(
        form: Form, mass: Double? = nil, face: Double? = nil, dynamicAdsorption: Double = 0.10, proof: String? = nil,
        removedConcentration: Double? = nil, airVolume: Double? = nil, dailyHours: Double? = nil,
        designCycle: Int? = nil, installed: Day? = nil
    ) {
        self.form = form
        self.mass = mass
        self.face = face
        self.dynamicAdsorption = dynamicAdsorption
        self.proof = proof
        self.removedConcentration = removedConcentration
        self.airVolume = airVolume
        self.dailyHours = dailyHours
        self.designCycle = designCycle
        self.installed = installed
    }
}
