public import Facilities

/// The data of one commit: all of it is stored, or nothing.
public struct Batch: Sendable {
    /// New samples, in order of sequence.
    public var samples: [Kept<Sample>] = []
    /// New entries of the ledger, in order of sequence.
    public var entries: [KeptEntry] = []
    /// The personal texts that are erased from stored entries. An entry of this batch reports it.
    public var erasures: [TextPlace] = []
    /// The new states of the rules, one for each facility.
    public var ruleStates: [RuleState] = []
    /// One-minute means. One of a minute that is stored already is merged with it.
    public var minutes: [Kept<Aggregate>] = []
    /// The longer means that the commit computes from finer ones, including these minutes.
    public var summaries: [Summary] = []
    /// The progress of the computation of means; nil where it has not changed.
    public var aggregateMark: AggregateMark?
    /// The progress of uplinks, by their names.
    public var progress: [String: UplinkProgress] = [:]
    /// The numbers of samples that brokers have accepted since the last commit.
    public var delivered: [Delivered] = []
    /// The items that are not sent to an uplink any more.
    public var quarantined: [Quarantined] = []
    /// The topics that brokers began or ceased to retain, in order.
    public var retained: [RetainedTopic] = []
    /// The new names of renamed uplinks, by their old names.
    public var renamedUplinks: [String: String] = [:]
    /// Changes of the people who may enter records, in order. Each has its entry in `entries`.
    public var operatorSteps: [OperatorStep] = []
    /// The sealed ranges of the entries `seal` of this batch.
    public var seals: [KeptSeal] = []
    /// The answers to commands.
    public var answers: [KeptAnswer] = []
    /// The loss of what was dropped from the batch while it waited; nil where nothing was. It is stored with the rest of the batch, until an
    /// entry of the ledger reports it, so that a crash before that entry leaves no unexplained hole.
    public private(set) var dropped: Loss?
    /// Whether this batch, with everything that was committed before, must survive a power cut once `commit` returns: it contains a record
    /// or a finding, or exists only for the sync.
    public var durable = false

    private var sampleSizes = Sizes<Kept<Sample>>()
    private var entrySizes = Sizes<KeptEntry>()
    private var stateSizes = Sizes<RuleState>()
    private var minuteSizes = Sizes<Kept<Aggregate>>()

    /// Creates an empty batch.
    public init() {}

    /// Whether committing it would change nothing.
    public var isEmpty: Bool { hasNothingButLosses && dropped == nil }

    /// Whether committing it would store nothing but the loss of what was dropped.
    public var hasNothingButLosses: Bool {
        samples.isEmpty && entries.isEmpty && ruleStates.isEmpty && progress.isEmpty && minutes.isEmpty
            && summaries.isEmpty && aggregateMark == nil && delivered.isEmpty && operatorSteps.isEmpty
            && erasures.isEmpty && quarantined.isEmpty && retained.isEmpty && renamedUplinks.isEmpty
            && answers.isEmpty && !durable
    }

    /// Whether it corrects times of stored items.
    public var movesTime: Bool {
        entries.contains { if case .clock(let change) = $0.content { change.moved != nil } else { false } }
    }

    /// The number of its samples, entries and means.
    public var count: Int { samples.count + entries.count + minutes.count + summaries.count }

    /// The newest sequence in it, also of what was dropped; nil where it has none.
    public var lastSequence: Int64? {
        let last = [
            samples.last?.sequence, entries.last?.sequence, minutes.last?.sequence, summaries.last?.sequence,
            dropped?.to,
        ]
        return last.compactMap(\.self).max()
    }

    /// The range from its oldest sequence to its newest; nil where it has none.
    public var sequences: ClosedRange<Int64>? {
        let firsts = [
            samples.first?.sequence, entries.first?.sequence, minutes.first?.sequence, summaries.first?.sequence,
        ]
        guard let first = firsts.compactMap(\.self).min(), let last = lastSequence else { return nil }
        return first...last
    }

    /// An estimate of the memory that the batch takes, in bytes. Only what was appended since the last call is counted, so that it can be
    /// called after every sample.
    public var bytes: Int {
        mutating get {
            sampleSizes.follow(samples)
            entrySizes.follow(entries)
            stateSizes.follow(ruleStates)
            minuteSizes.follow(minutes)
            var bytes = sampleSizes.bytes + entrySizes.bytes + stateSizes.bytes + minuteSizes.bytes
            bytes += summaries.count * MemoryLayout<Summary>.stride
            bytes += delivered.count * MemoryLayout<Delivered>.stride
            bytes += (quarantined.count + retained.count) * 256
            bytes += operatorSteps.count * OperatorStep.bytes
            bytes += answers.count * KeptAnswer.bytes
            for seal in seals { bytes += seal.range.series.count * SealedSeries.bytes }
            return bytes
        }
    }

    /// Appends a later batch. Its states of rules replace those of the same facilities.
    public mutating func append(_ later: Batch) {
        samples += later.samples
        entries += later.entries
        erasures += later.erasures
        if !later.ruleStates.isEmpty {
            forgetStates(of: Set(later.ruleStates.map(\.facility)))
            ruleStates += later.ruleStates
        }
        minutes += later.minutes
        summaries += later.summaries
        aggregateMark = later.aggregateMark ?? aggregateMark
        if !later.progress.isEmpty { progress.merge(later.progress) { _, new in new } }
        delivered += later.delivered
        quarantined += later.quarantined
        retained += later.retained
        if !later.renamedUplinks.isEmpty { renamedUplinks.merge(later.renamedUplinks) { _, new in new } }
        operatorSteps += later.operatorSteps
        seals += later.seals
        answers += later.answers
        dropped = later.dropped?.joined(behind: dropped) ?? dropped
        durable = durable || later.durable
    }

    /// Adds the loss of what was dropped from an earlier batch.
    public mutating func takeLosses(of earlier: Batch) {
        dropped = dropped?.joined(behind: earlier.dropped) ?? earlier.dropped
    }

    /// Returns the loss of the whole batch, with what was dropped from it; nil where it has no sequence.
    public func whole(_ reason: Loss.Reason) -> Loss? {
        var waiting: Loss?
        if let sequences {
            waiting = Loss(
                from: sequences.lowerBound, to: sequences.upperBound, count: Int64(count), reason: reason)
        }
        guard var lost = dropped else { return waiting }
        lost.reason = reason
        return lost.joined(behind: waiting)
    }

    /// Drops the states of the rules of some facilities.
    public mutating func forgetStates(of facilities: Set<Facility.Code>) {
        guard !facilities.isEmpty else { return }
        ruleStates.removeAll { facilities.contains($0.facility) }
        stateSizes = Sizes()
    }

    /// Drops the oldest samples, and then the oldest minutes, until a number of bytes is free.
    ///
    /// - Returns: the loss, which must be entered in the ledger; nil where nothing could be dropped.
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
