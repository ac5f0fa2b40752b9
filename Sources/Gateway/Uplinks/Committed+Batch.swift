import Delivery
import Facilities
import Journal

extension Committed {
    init(_ batch: Batch) {
        // Only the journal computes means, removes erased texts, and corrects times.
        let isAsKept =
            batch.minutes.isEmpty && batch.summaries.isEmpty && batch.erasures.isEmpty && !batch.movesTime
        self.init(
            items: isAsKept ? batch.items : nil, sequences: batch.sequences,
            clock: batch.entries.last { $0.content.kind == .clock }?.sequence,
            // A status changes with an entry, or when time passes: the states of the rules are then stored.
            isJudged: !batch.entries.isEmpty || !batch.ruleStates.isEmpty, closed: batch.aggregateMark?.before)
    }
}

extension Batch {
    /// The samples and entries in order of sequence, as a portion of the journal has them.
    fileprivate var items: [Item] {
        let samples = samples.map(Item.sample)
        if entries.isEmpty { return samples }
        return (samples + entries.map(Item.entry)).sorted { $0.sequence < $1.sequence }
    }
}
