import Delivery
import Facilities
import Journal

extension Committed {
    init(_ batch: Batch) {
        // Only the journal puts means together, takes erased texts out, and corrects times.
        let isAsKept =
            batch.minutes.isEmpty && batch.summaries.isEmpty && batch.erasures.isEmpty && !batch.movesTime
        self.init(
            items: isAsKept ? batch.items : nil, sequences: batch.sequences,
            clock: batch.entries.last { $0.content.kind == .clock }?.sequence,
            // A status changes with an entry, or when time passes: then the states of the rules are kept.
            isJudged: !batch.entries.isEmpty || !batch.ruleStates.isEmpty)
    }
}

extension Batch {
    /// Samples and entries in order of sequence, as a page of the journal has them.
    fileprivate var items: [Item] {
        let samples = samples.map(Item.sample)
        if entries.isEmpty { return samples }
        return (samples + entries.map(Item.entry)).sorted { $0.sequence < $1.sequence }
    }
}
