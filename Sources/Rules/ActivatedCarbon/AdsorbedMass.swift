import Facilities

/// What the carbon has taken up since it was filled in: what was counted, and what it may be, since some hours went
/// unseen and no sensor is exact.
struct AdsorbedMass: Hashable, Sendable {
    /// kg
    var counted: Double
    /// Hours that were counted.
    var hours: Double
    /// Hours that the fan is likely to have run in all.
    var running: Double
    /// Hours that the fan runs a day.
    var pace: Double?
    /// How far concentration and air volume together may be off, 0 to 1.
    var uncertainty: Double

    /// Hours in which the fan ran, or is likely to have run, and the load was not seen.
    var unseen: Double { max(0, running - hours) }

    /// The share of the running time that was counted, 0 to 1.
    var coverage: Double { running > 0 ? min(1, hours / running) : 0 }

    /// kg/h while the fan runs.
    private var rate: Double { hours > 0 ? max(0, counted / hours) : 0 }

    /// As if the unseen hours had been like the others.
    var likely: Double { counted + unseen * rate }

    /// The least and the most that it may be.
    var least: Double { counted * (1 - uncertainty) }
    var most: Double { likely * (1 + uncertainty) }

    /// In how many days it reaches a mass: most likely, at the soonest and at the latest. Nil when it does not.
    func days(to mass: Double) -> (likely: Double, soonest: Double, latest: Double)? {
        let daily = rate * (pace ?? 0)
        guard daily > 0, uncertainty < 1 else { return nil }
        func days(_ from: Double, _ factor: Double) -> Double { min(max(0, mass - from) / (daily * factor), 36_500) }
        return (days(likely, 1), days(most, 1 + uncertainty), days(least, 1 - uncertainty))
    }
}
