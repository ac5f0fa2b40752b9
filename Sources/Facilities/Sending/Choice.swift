/// The data of one facility that an uplink publishes. Everything else stays in the journal.
public struct Choice: Codable, Hashable, Sendable {
    /// The samples of a device that are published.
    public enum Samples: Codable, Hashable, Sendable {
        case all
        /// The first sample of each slot of so many milliseconds since 1970; more than 0.
        case slots(Int64)
        /// The first sample of each slot, and each that differs from the last chosen one by at least so much, in the
        /// quantity's own unit.
        case change(Double, slots: Int64)
        case off
    }

    /// The samples of quantities without a choice of their own.
    public var samples: Samples
    /// The quantities that have a choice of their own.
    public var quantities: [Quantity: Samples]
    /// The intervals whose means are published.
    public var means: Set<Aggregate.Interval>

    public init(
        samples: Samples = .slots(60_000), quantities: [Quantity: Samples] = [:],
        means: Set<Aggregate.Interval> = [.quarter, .hour, .day]
    ) {
        (self.samples, self.quantities, self.means) = (samples, quantities, means)
    }

    /// The choice of all data.
    public static let everything = Choice(samples: .all, means: Set(Aggregate.Interval.allCases))

    /// Returns the choice for a quantity.
    public func samples(of quantity: Quantity) -> Samples { quantities[quantity] ?? samples }
}
