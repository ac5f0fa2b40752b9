/// One figure by which people follow a facility from day to day, beside what it is measured against. A gauge says only what was measured
/// or entered; where nothing was, there is none, or `figure` is nil and `note` says why.
public struct Gauge: Hashable, Sendable {
    public enum Item: String, Hashable, Sendable, CaseIterable {
        /// Hours that the fan ran since the carbon was filled in.
        case runningHours
        /// What the carbon has adsorbed, in per cent of its capacity.
        case load
        /// The carbon that is in the box, as it was filled in last.
        case filled
        /// Spent carbon that was taken out and has not left yet, by the ledger.
        case stored
    }

    public var item: Item
    public var figure: Measure?
    /// What must not be exceeded; nil where there is no such limit.
    public var limit: Measure?
    /// Between which figures it likely is, in the unit of `figure`; nil where it is exactly known.
    public var band: ClosedRange<Double>?
    /// The day since which it counts.
    public var since: Day?
    /// What restricts it.
    public var note: Text?

    public init(
        _ item: Item, figure: Measure?, limit: Measure? = nil, band: ClosedRange<Double>? = nil, since: Day? = nil,
        note: Text? = nil
    ) {
        (self.item, self.figure, self.limit, self.band) = (item, figure, limit, band)
        (self.since, self.note) = (since, note)
    }
}

extension Gauge.Item {
    public var title: Text {
        switch self {
        case .runningHours: Text(zh: "已用小时", en: "hours used")
        case .load: Text(zh: "吸附负荷", en: "load")
        case .filled: Text(zh: "箱内炭", en: "carbon in the box")
        case .stored: Text(zh: "废炭在库", en: "spent carbon in store")
        }
    }
}
