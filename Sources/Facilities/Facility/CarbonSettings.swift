/// The data that the rules for an adsorber need, from nameplate, design plan and permit.
public struct CarbonSettings: Hashable, Sendable {
    /// The form of the carbon, which limits depend on.
    public enum Form: String, Codable, Hashable, Sendable, CaseIterable {
        case granular, honeycomb, fibre

        public var title: Text {
            switch self {
            case .granular: Text(zh: "颗粒炭", en: "granular")
            case .honeycomb: Text(zh: "蜂窝炭", en: "honeycomb")
            case .fibre: Text(zh: "纤维炭", en: "fibre")
            }
        }
    }

    /// The caps of the cycle. 苏环办〔2022〕218号 gives 500 hours *or* 3 months, in general; we read it as the first of them.
    public enum CycleCap: String, Codable, Hashable, Sendable, CaseIterable {
        case both, hours, months, none
    }

    /// The form of the carbon in the adsorber.
    public var form: Form
    /// Carbon in the adsorber, kg.
    public var mass: Double?
    /// Area that the air passes through, m².
    public var face: Double?
    /// Adsorbed mass per mass of carbon when the outlet reaches its set value; 0.10 unless a proof says otherwise.
    public var dynamicAdsorption: Double
    /// The document that proves a dynamic adsorption above 0.10; nil for none.
    public var proof: String?
    /// The VOC removed from the air, inlet minus outlet, mg/m³.
    public var removedConcentration: Double?
    /// The air volume, m³/h.
    public var airVolume: Double?
    /// Hours of operation a day.
    public var dailyHours: Double?
    /// The cycle of the facility's design plan, in days. It precedes the formula.
    public var designCycle: Int?
    /// The caps that shorten the cycle.
    public var cap = CycleCap.both
    /// The day on which the present carbon was filled in.
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
