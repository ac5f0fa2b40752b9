public import Facilities

/// What is committed together: all of it, or nothing.
public struct Batch: Sendable {
    public var samples: [Kept<Sample>] = []
    public var entries: [KeptEntry] = []
    /// The texts of people that are erased from entries which are kept. An entry of this batch says so.
    public var erasures: [TextPlace] = []
    /// What the rules of each facility remember, the newest of each.
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
    /// What is not sent to an uplink any more.
    public var quarantined: [Quarantined] = []
    /// What brokers began or ceased to retain, in order.
    public var retained: [RetainedTopic] = []
    /// Uplinks that have another name now, by the old one: what is kept of each is the new one's.
    public var renamedUplinks: [String: String] = [:]
    /// Changes of the people who may enter records, in order; each has its entry in `entries`.
    public var operatorSteps: [OperatorStep] = []
    /// What the entries `seal` of this batch seal.
    public var seals: [KeptSeal] = []
    /// What was answered to those who wanted to enter something.
    public var answers: [KeptAnswer] = []
    /// What was dropped of it while it waited. The file notes it with the rest of the batch, until an entry of the ledger says it:
    /// a crash before that entry leaves no hole that nothing explains.
    public private(set) var dropped: Loss?
    /// Whether it must survive a power cut the moment `commit` returns, with all that was committed before: it carries a
    /// record or a finding, or it is only there for the sync.
    public var durable = false

    private var sampleSizes = Sizes<Kept<Sample>>()
    private var entrySizes = Sizes<KeptEntry>()
    private var stateSizes = Sizes<RuleState>()
    private var minuteSizes = Sizes<Kept<Aggregate>>()

    public init() {}

    /// Whether committing it would do nothing.
    public var isEmpty: Bool { hasNothingButLosses && dropped == nil }

    /// Whether committing it would at most note what was dropped of it.
    public var hasNothingButLosses: Bool {
        samples.isEmpty && entries.isEmpty && ruleStates.isEmpty && progress.isEmpty && minutes.isEmpty
            && summaries.isEmpty && aggregateMark == nil && delivered.isEmpty && operatorSteps.isEmpty
            && erasures.isEmpty && quarantined.isEmpty && retained.isEmpty && renamedUplinks.isEmpty
            && answers.isEmpty && !durable
    }

    /// Whether it corrects the times of what is kept already.
    public var movesTime: Bool {
        entries.contains { if case .clock(let change) = $0.content { change.moved != nil } else { false } }
    }

    /// Samples, entries and means in it.
    public var count: Int { samples.count + entries.count + minutes.count + summaries.count }

    /// The newest sequence in it, also of what was dropped; nil when it has none.
    public var lastSequence: Int64? {
        [samples.last?.sequence, entries.last?.sequence, minutes.last?.sequence, summaries.last?.sequence, dropped?.to]
            .compactMap(\.self).max()
    }

    /// The range from its oldest sequence to its newest; nil when it has none.
    public var sequences: ClosedRange<Int64>? {
        let first = [
            samples.first?.sequence, entries.first?.sequence, minutes.first?.sequence, summaries.first?.sequence,
        ]
        .compactMap(\.self).min()
        guard let first, let last = lastSequence else { return nil }
        return first...last
    }

    /// The memory that it takes, in bytes: an estimate. Only what was appended since it was last asked for is counted, so that
    /// it can be asked for after every sample.
    public var bytes: Int {
        mutating get {
            sampleSizes.follow(samples)
            entrySizes.follow(entries)
            stateSizes.follow(ruleStates)
            minuteSizes.follow(minutes)
            return sampleSizes.bytes + entrySizes.bytes + stateSizes.bytes + minuteSizes.bytes
                + summaries.count * MemoryLayout<Summary>.stride + delivered.count * MemoryLayout<Delivered>.stride
                + (quarantined.count + retained.count) * 256 + operatorSteps.count * OperatorStep.bytes + answers.count
                * KeptAnswer.bytes
                + seals.reduce(0) { $0 + $1.range.series.count * SealedSeries.bytes }
        }
    }

    /// Puts what comes later behind. What rules remember later replaces what they remembered before.
    public mutating func append(_ later: Batch) {
        samples += later.samples
        entries += later.entries
        erasures += later.erasures
        forgetStates(of: Set(later.ruleStates.map(\.facility)))
        ruleStates += later.ruleStates
        minutes += later.minutes
        summaries += later.summaries
        aggregateMark = later.aggregateMark ?? aggregateMark
        progress.merge(later.progress) { _, new in new }
        delivered += later.delivered
        quarantined += later.quarantined
        retained += later.retained
        renamedUplinks.merge(later.renamedUplinks) { _, new in new }
        operatorSteps += later.operatorSteps
        seals += later.seals
        answers += later.answers
        dropped = later.dropped?.joined(behind: dropped) ?? dropped
        durable = durable || later.durable
    }

    /// Takes over what was dropped of an earlier batch.
    public mutating func takeLosses(of earlier: Batch) {
        dropped = dropped?.joined(behind: earlier.dropped) ?? earlier.dropped
    }

    /// All of it as one loss, with what was dropped of it; nil where it has no sequence.
    public func whole(_ reason: Loss.Reason) -> Loss? {
        let waiting = sequences.map {
            Loss(from: $0.lowerBound, to: $0.upperBound, count: Int64(count), reason: reason)
        }
        guard var lost = dropped else { return waiting }
        lost.reason = reason
        return lost.joined(behind: waiting)
    }

    /// Drops what the rules of some facilities remember.
    public mutating func forgetStates(of facilities: Set<Facility.Code>) {
        guard !facilities.isEmpty else { return }
        ruleStates.removeAll { facilities.contains($0.facility) }
        stateSizes = Sizes()
    }

    /// Drops the oldest samples, and the oldest minutes when no samples are left, until so many bytes are free.
    ///
    /// - Returns: what was dropped, to be entered in the ledger; nil if there was nothing to drop.
    public mutating func dropOldest(_ wanted: Int) -> Loss? {
        var freed = 0
        func isWanted(_ kept: some Sized) -> Bool {
            guard freed < wanted else { return false }
            freed += kept.bytes
            return true
        }
        let samplesDropped = samples.prefix { isWanted($0) }
        let minutesDropped = minutes.prefix { isWanted($0) }
        let sequences = samplesDropped.map(\.sequence) + minutesDropped.map(\.sequence)
        samples.removeFirst(samplesDropped.count)
        minutes.removeFirst(minutesDropped.count)
        (sampleSizes, minuteSizes) = (Sizes(), Sizes())
        guard let first = sequences.min(), let last = sequences.max() else { return nil }
        let loss = Loss(from: first, to: last, count: Int64(sequences.count), reason: .memory)
        dropped = loss.joined(behind: dropped)
        return loss
    }
}
