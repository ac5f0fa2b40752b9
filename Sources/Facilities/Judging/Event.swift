/// An event at a facility. Rules see nothing else.
public enum Event: Hashable, Sendable {
    case sample(Sample)
    case record(Record)
    /// The evidence around a complaint that came in, at the complaint point.
    case evidence(Evidence)
    /// The passing of time. `Gateway` sends one a minute, with whether the time is trusted; nil where the event does
    /// not show it.
    case tick(Timestamp, isBelieved: Bool? = nil)

    /// The time of the event: of a sample the arrival, of a record the time that a person gave.
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
    /// Returns the time after this event, if it was `last` before. Time does not go back, and records do not move it:
    /// they describe the past, by a clock that is not the gateway's.
    public func now(after last: Timestamp?) -> Timestamp {
        guard let last else { return time }
        return switch self {
        case .record, .evidence: last
        case .sample, .tick: max(last, time)
        }
    }
}
