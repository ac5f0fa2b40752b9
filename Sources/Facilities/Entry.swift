/// What is kept of a facility beside its samples, in the order in which it happened.
public enum Entry: Hashable, Sendable {
    case record(Record)
    case raised(Finding)
    case cleared(Finding)

    /// The word by which payloads and the journal name it.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case record, raised, cleared
    }

    public var kind: Kind {
        switch self {
        case .record: .record
        case .raised: .raised
        case .cleared: .cleared
        }
    }
}

/// As `{"event": "raised", "finding": {…}}` or `{"event": "record", "record": {…}}`.
extension Entry: Codable {
    private enum Key: String, CodingKey { case event, record, finding }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(Kind.self, forKey: .event) {
        case .record: self = .record(try container.decode(Record.self, forKey: .record))
        case .raised: self = .raised(try container.decode(Finding.self, forKey: .finding))
        case .cleared: self = .cleared(try container.decode(Finding.self, forKey: .finding))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .event)
        switch self {
        case .record(let record): try container.encode(record, forKey: .record)
        case .raised(let finding), .cleared(let finding): try container.encode(finding, forKey: .finding)
        }
    }
}

/// A sample or an entry as it stands in the journal. The gateway's sequence is never used twice, so that
/// (gateway, sequence) tells a receiver what it already has and what it misses.
public struct Kept<Content: Hashable & Sendable>: Hashable, Sendable {
    public var sequence: Int64
    public var facility: Facility.Code
    /// When it was sampled, raised or entered.
    public var time: Timestamp
    public var content: Content

    public init(sequence: Int64, facility: Facility.Code, time: Timestamp, _ content: Content) {
        self.sequence = sequence
        self.facility = facility
        self.time = time
        self.content = content
    }
}
