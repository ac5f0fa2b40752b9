public import Facilities

/// What is committed together: all of it, or nothing.
public struct Batch: Sendable {
    public var samples: [Kept<Sample>] = []
    public var entries: [KeptEntry] = []
    public var ruleStates: [RuleState] = []
    /// One-minute aggregates; one of a minute that is kept already is put together with it.
    public var minutes: [Kept<Aggregate>] = []
    /// What is to be put together from finer aggregates, these minutes among them.
    public var summaries: [Summary] = []
    public var aggregateMark: AggregateMark?
    /// How far each uplink's broker has acknowledged.
    public var progress: [String: UplinkProgress] = [:]
    /// Samples that brokers have accepted, each once.
    public var delivered: [Delivered] = []
    /// Whether it must survive a power cut the moment `commit` returns: it carries a record or a finding.
    public var durable = false

    public init() {}

    public var isEmpty: Bool {
        samples.isEmpty && entries.isEmpty && ruleStates.isEmpty && progress.isEmpty && minutes.isEmpty
            && summaries.isEmpty && aggregateMark == nil && delivered.isEmpty
    }

    /// The newest sequence in it; nil when it has none.
    public var lastSequence: Int64? {
        [samples.last?.sequence, entries.last?.sequence, minutes.last?.sequence, summaries.last?.sequence]
            .compactMap(\.self).max()
    }

    /// Puts what comes later behind.
    public mutating func append(_ later: Batch) {
        samples += later.samples
        entries += later.entries
        ruleStates += later.ruleStates
        minutes += later.minutes
        summaries += later.summaries
        aggregateMark = later.aggregateMark ?? aggregateMark
        progress.merge(later.progress) { _, new in new }
        delivered += later.delivered
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
