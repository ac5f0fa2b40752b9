/// Something that happened at a facility. Rules see nothing else.
public enum Event: Hashable, Sendable {
    case sample(Sample)
    case record(Record)
    /// Time passed. `Gateway` sends one a minute.
    case tick(Timestamp)

    public var time: Timestamp {
        switch self {
        case .sample(let sample): sample.time
        case .record(let record): record.at
        case .tick(let time): time
        }
    }
}
