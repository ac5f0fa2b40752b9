/// The items of a facility that a subscriber chains by `previous`: the samples of one device, the means of one
/// interval, or the entries.
public struct ItemSeries: Hashable, Sendable {
    /// The items of a series.
    public enum Part: Hashable, Sendable {
        case samples(DeviceID)
        case means(Aggregate.Interval)
        case entries
    }

    /// The facility; nil for entries of the whole gateway.
    public var facility: Facility.Code?
    /// The items that belong to it.
    public var part: Part

    public init(_ facility: Facility.Code?, _ part: Part) { (self.facility, self.part) = (facility, part) }
}

extension Item {
    /// The series to which the item belongs.
    public var series: ItemSeries {
        switch self {
        case .sample(let kept): ItemSeries(kept.facility, .samples(kept.content.device))
        case .aggregate(let kept): ItemSeries(kept.facility, .means(kept.content.interval))
        case .entry(let kept): ItemSeries(kept.facility, .entries)
        }
    }
}
