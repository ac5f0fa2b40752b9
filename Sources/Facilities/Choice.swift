/// What an uplink publishes of one facility. Everything else stays in the journal.
public struct Choice: Codable, Hashable, Sendable {
    /// Which samples of a device are published.
    public enum Samples: Codable, Hashable, Sendable {
        case all
        /// The first of each slot of so many milliseconds since 1970; more than 0.
        case slots(Int64)
        /// The first of each slot, and each that differs from the one chosen before by at least so much, in the quantity's own unit.
        case change(Double, slots: Int64)
        case off
    }

    public var samples: Samples
    /// Quantities that are chosen in another way than the rest.
    public var quantities: [Quantity: Samples]
    public var means: Set<Aggregate.Interval>

    public init(
        samples: Samples = .slots(60_000), quantities: [Quantity: Samples] = [:],
        means: Set<Aggregate.Interval> = [.quarter, .hour, .day]
    ) {
        (self.samples, self.quantities, self.means) = (samples, quantities, means)
    }

    /// Everything that is kept.
    public static let everything = Choice(samples: .all, means: Set(Aggregate.Interval.allCases))

    public func samples(of quantity: Quantity) -> Samples { quantities[quantity] ?? samples }
}
