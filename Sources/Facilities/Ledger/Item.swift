/// One thing that the journal returns, of any kind.
public enum Item: Hashable, Sendable {
    case sample(Kept<Sample>)
    case entry(KeptEntry)
    case aggregate(Kept<Aggregate>)

    /// The sequence of the gateway under which it is stored.
    public var sequence: Int64 {
        switch self {
        case .sample(let sample): sample.sequence
        case .entry(let entry): entry.sequence
        case .aggregate(let aggregate): aggregate.sequence
        }
    }
}
