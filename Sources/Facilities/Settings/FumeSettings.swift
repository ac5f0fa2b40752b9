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
    /// m³/h of the hood's fan, where it is not measured. With it, or with a measured one, concentrations are converted to
    /// the reference air volume.
    public var airVolume: Double?

    public var size: Size { Size(stoves: stoves) }

    public init(stoves: Double, lastCleaned: Day? = nil, airVolume: Double? = nil) {
        self.stoves = stoves
        self.lastCleaned = lastCleaned
        self.airVolume = airVolume
    }
}
