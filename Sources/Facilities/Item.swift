/// What the journal gives back, whatever it is.
public enum Item: Hashable, Sendable {
    case sample(Kept<Sample>)
    case entry(KeptEntry)
    case aggregate(Kept<Aggregate>)

    public var sequence: Int64 {
        switch self {
        case .sample(let sample): sample.sequence
        case .entry(let entry): entry.sequence
        case .aggregate(let aggregate): aggregate.sequence
        }
    }
}
