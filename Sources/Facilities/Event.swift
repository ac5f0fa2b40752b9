/// Something that happened at a facility. Rules see nothing else.
public enum Event: Hashable, Sendable {
    case sample(Sample)
    case record(Record)
    /// At the complaint point: what was around when a complaint came in.
    case evidence(Evidence)
    /// Time passed. `Gateway` sends one a minute, with whether anybody vouches for the time; nil where that says nothing.
    case tick(Timestamp, isBelieved: Bool? = nil)

    public var time: Timestamp {
        switch self {
        case .sample(let sample): sample.time
        case .record(let record): record.at
        case .evidence(let evidence): evidence.until
        case .tick(let time, _): time
        }
    }
}

extension Event {
    /// What time it is after this event for who thought it was `last`. Time does not go back, and records do not move
    /// it: they tell of the past, by a clock that is not the gateway's.
    public func now(after last: Timestamp?) -> Timestamp {
        guard let last else { return time }
        return switch self {
        case .record, .evidence: last
        case .sample, .tick: max(last, time)
        }
    }
}
