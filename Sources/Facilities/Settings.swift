/// What the rules for an adsorber must know, as nameplate, design plan and permit say.
public struct CarbonSettings: Hashable, Sendable {
    public enum Form: String, Codable, Hashable, Sendable, CaseIterable {
        case granular, honeycomb, fibre
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

/// What the rules for a fume purifier must know.
public struct FumeSettings: Hashable, Sendable {
    /// By the number of reference stoves (基准灶头数), GB 18483-2001 table 1.
    public enum Size: String, Codable, Hashable, Sendable, CaseIterable {
        case small, medium, large

        /// One reference stove or more, below 3: small; below 6: medium; from 6 on: large.
        public init(stoves: Double) {
            self = stoves < 3 ? .small : stoves < 6 ? .medium : .large
        }
    }

    /// Reference stoves, at least 1.
    public var stoves: Double
    public var lastCleaned: Day?

    public var size: Size { Size(stoves: stoves) }

    public init(stoves: Double, lastCleaned: Day? = nil) {
        self.stoves = stoves
        self.lastCleaned = lastCleaned
    }
}

/// What the rules for a non-road machine must know.
public struct MachinerySettings: Hashable, Sendable {
    /// Limit class of GB 36886-2018.
    public enum LimitClass: String, Codable, Hashable, Sendable, CaseIterable {
        case one = "I"
        case two = "II"
        case three = "III"
    }

    public var limitClass: LimitClass
    /// Rated power of the engine, kW.
    public var power: Double
    public var lastTest: Day?

    public init(limitClass: LimitClass, power: Double, lastTest: Day? = nil) {
        self.limitClass = limitClass
        self.power = power
        self.lastTest = lastTest
    }
}
