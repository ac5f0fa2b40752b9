import Facilities

/// The mass that the carbon has adsorbed since it was filled in: what was counted, and what is likely, since some hours
/// went unseen and no sensor is exact.
struct AdsorbedMass: Hashable, Sendable {
    /// The mass that was counted, kg.
    var counted: Double
    /// The hours in which the load was counted.
    var hours: Double
    /// The hours that the fan is likely to have run in all.
    var running: Double
    /// The hours that the fan runs a day; nil where nobody knows.
    var pace: Double?
    /// The relative error of concentration and air volume together, 0 to 1.
    var uncertainty: Double

    /// The hours in which the fan ran, or is likely to have run, and the load was not seen.
    var unseen: Double { max(0, running - hours) }

    /// The share of the running time that was counted, 0 to 1.
    var coverage: Double { running > 0 ? min(1, hours / running) : 0 }

    /// The mean load while the fan runs, kg/h.
    private var rate: Double { hours > 0 ? max(0, counted / hours) : 0 }

    /// The most likely mass, kg: the unseen hours count as if they had been like the others.
    var likely: Double { counted + unseen * rate }

    /// The least mass that is possible, kg.
    var least: Double { counted * (1 - uncertainty) }
    /// The greatest mass that is possible, kg.
    var most: Double { likely * (1 + uncertainty) }

    /// Returns in how many days the load reaches a mass in kg: most likely, at the soonest and at the latest. Nil where
    /// it never does.
    func days(to mass: Double) -> (likely: Double, soonest: Double, latest: Double)? {
        let daily = rate * (pace ?? 0)
        guard daily > 0, uncertainty < 1 else { return nil }
        func days(_ from: Double, _ factor: Double) -> Double { min(max(0, mass - from) / (daily * factor), 36_500) }
        return (days(likely, 1), days(most, 1 + uncertainty), days(least, 1 - uncertainty))
    }
}
