/// What an uplink sends under one heading: the samples, the means or the entries of one facility. A broker may refuse one and take
/// the others.
public struct ItemStream: Codable, Hashable, Sendable, Comparable {
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
        /// Samples that are sent late are under a heading of their own.
        case backfill, events, means, readings

        public static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
    }

    /// The facility; nil for entries of the whole gateway.
    public var facility: Facility.Code?
    public var kind: Kind

    public init(_ facility: Facility.Code?, _ kind: Kind) {
        (self.facility, self.kind) = (facility, kind)
    }

    /// Under what its items go when they are sent late.
    public var late: ItemStream { kind == .readings ? ItemStream(facility, .backfill) : self }

    public static func < (one: ItemStream, other: ItemStream) -> Bool {
        guard one.facility == other.facility else {
            return one.facility?.description ?? "" < other.facility?.description ?? ""
        }
        return one.kind < other.kind
    }
}

extension Item {
    public var stream: ItemStream {
        switch self {
        case .sample(let kept): ItemStream(kept.facility, .readings)
        case .aggregate(let kept): ItemStream(kept.facility, .means)
        case .entry(let kept): ItemStream(kept.facility, .events)
        }
    }
}
