public import Facilities

/// What is committed together: all of it, or nothing.
public struct Batch: Sendable {
    public var samples: [Kept<Sample>] = []
    public var entries: [Kept<Entry>] = []
    public var ruleStates: [RuleState] = []
    /// How far each uplink's broker has acknowledged.
    public var progress: [String: UplinkProgress] = [:]
    /// Whether it must survive a power cut the moment `commit` returns: it carries a record or a finding.
    public var durable = false

    public init() {}

    public var isEmpty: Bool {
        samples.isEmpty && entries.isEmpty && ruleStates.isEmpty && progress.isEmpty
    }

    /// The newest sequence in it; nil when it has neither sample nor entry.
    public var lastSequence: Int64? {
        [samples.last?.sequence, entries.last?.sequence].compactMap(\.self).max()
    }

    /// Puts what comes later behind.
    public mutating func append(_ later: Batch) {
        samples += later.samples
        entries += later.entries
        ruleStates += later.ruleStates
        progress.merge(later.progress) { _, new in new }
        durable = durable || later.durable
    }
}

/// What a facility's rules remember, as JSON, after the event of that sequence.
public struct RuleState: Hashable, Sendable {
    public var facility: Facility.Code
    public var sequence: Int64
    public var state: String

    public init(facility: Facility.Code, sequence: Int64, state: String) {
        self.facility = facility
        self.sequence = sequence
        self.state = state
    }
}

/// A sample or an entry, as the journal gives them back.
public enum Item: Hashable, Sendable {
    case sample(Kept<Sample>)
    case entry(Kept<Entry>)

    public var sequence: Int64 {
        switch self {
        case .sample(let sample): sample.sequence
        case .entry(let entry): entry.sequence
        }
    }
}
