/// The data that the rules for a fume purifier need.
public struct FumeSettings: Hashable, Sendable {
    /// The size of a kitchen by the number of reference stoves (基准灶头数), GB 18483-2001 table 1.
    public enum Size: String, Codable, Hashable, Sendable, CaseIterable {
        case small, medium, large

        /// Returns small below 3 reference stoves, medium below 6, and large from 6 on.
        public init(stoves: Double) {
            switch stoves {
            case ..<3: self = .small
            case ..<6: self = .medium
            default: self = .large
            }
        }
    }

    /// Reference stoves, at least 1.
    public var stoves: Double
    /// The day of the last cleaning before the gateway was installed; nil where nobody knows.
    public var lastCleaned: Day?
    /// The air volume of the hood's fan, m³/h, where it is not measured. With it, or with a measured one,
    /// concentrations are converted to the reference air volume.
    public var airVolume: Double?

    /// The size, which limits depend on.
    public var size: Size { Size(stoves: stoves) }

    public init(stoves: Double, lastCleaned: Day? = nil, airVolume: Double? = nil) {
        self.stoves = stoves
        self.lastCleaned = lastCleaned
        self.airVolume = airVolume
    }
}
