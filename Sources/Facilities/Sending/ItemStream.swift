/// The items that an uplink sends under one heading: the samples, the means or the entries of one facility. A broker
/// may refuse one stream and accept the others.
public struct ItemStream: Codable, Hashable, Sendable, Comparable {
    /// The heading. The raw value is a word of topics.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
        /// Samples that are sent late have a heading of their own.
        case backfill, events, means, readings

        public static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
    }

    /// The facility; nil for entries of the whole gateway.
    public var facility: Facility.Code?
    /// The heading of the items.
    public var kind: Kind

    public init(_ facility: Facility.Code?, _ kind: Kind) {
        (self.facility, self.kind) = (facility, kind)
    }

    /// The stream of its items when they are sent late.
    public var late: ItemStream { kind == .readings ? ItemStream(facility, .backfill) : self }

    public static func < (one: ItemStream, other: ItemStream) -> Bool {
        guard one.facility == other.facility else {
            return one.facility?.description ?? "" < other.facility?.description ?? ""
        }
        return one.kind < other.kind
    }
}

extension Item {
    /// The stream of the item when it is sent at once.
    public var stream: ItemStream {
        switch self {
        case .sample(let kept): ItemStream(kept.facility, .readings)
        case .aggregate(let kept): ItemStream(kept.facility, .means)
        case .entry(let kept): ItemStream(kept.facility, .events)
        }
    }
}
