/// A figure by which people follow a facility from day to day, beside its limit. It contains only what was measured or
/// entered; without that there is no gauge, or `figure` is nil and `note` gives the reason.
public struct Gauge: Hashable, Sendable {
    /// The subject of a gauge.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Hours that the fan ran since the carbon was filled in.
        case runningHours
        /// What the carbon has adsorbed, in per cent of its capacity.
        case load
        /// The carbon that is in the box, as it was filled in last.
        case filled
        /// Spent carbon that was taken out and has not left yet, by the ledger.
        case stored
    }

    /// The subject.
    public var item: Kind
    /// The figure; nil where it is unknown.
    public var figure: Measure?
    /// The greatest allowed figure; nil where there is no such limit.
    public var limit: Measure?
    /// The range in which the figure is likely, in the unit of `figure`; nil where it is known exactly.
    public var band: ClosedRange<Double>?
    /// The day since which it counts.
    public var since: Day?
    /// A restriction of the figure; nil for none.
    public var note: Text?

    public init(
        _ item: Kind, figure: Measure?, limit: Measure? = nil, band: ClosedRange<Double>? = nil, since: Day? = nil,
        note: Text? = nil
    ) {
        (self.item, self.figure, self.limit, self.band) = (item, figure, limit, band)
        (self.since, self.note) = (since, note)
    }
}

extension Gauge.Kind {
    public var title: Text {
        switch self {
        case .runningHours: Text(zh: "已用小时", en: "hours used")
        case .load: Text(zh: "吸附负荷", en: "load")
        case .filled: Text(zh: "箱内炭", en: "carbon in the box")
        case .stored: Text(zh: "废炭在库", en: "spent carbon in store")
        }
    }
}
