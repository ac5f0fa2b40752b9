/// The epochs of a journal's sequences: each sequence has exactly one.
public struct Epochs: Hashable, Sendable {
    /// The sequences of one epoch, up to the first of the next.
    public struct Epoch: Hashable, Sendable {
        /// The first sequence. That of a journal's first epoch is below all, so that entries from before epochs have
        /// it.
        public var first: Int64
        public var id: String
        /// The reason for the epoch.
        public var reason: EpochChange.Reason
        /// The time of its entry.
        public var since: Timestamp
    }

    /// The epochs that have sequences, in order of sequence.
    public private(set) var all: [Epoch] = []
    /// The ids of all epochs that have begun, also of those without a sequence now: messages may have named them.
    private var ids: Set<String> = []

    public init() {}

    /// The epoch of new sequences; nil in a journal whose first one is not entered yet.
    public var newest: Epoch? { all.last }

    /// Returns the id of a sequence's epoch; nil in a journal whose first one is not entered yet.
    public func id(of sequence: Int64) -> String? { all.last { $0.first <= sequence }?.id }

    /// Whether this journal has begun an epoch with this id.
    public func contains(_ id: String) -> Bool { ids.contains(id) }

    /// Takes in an entry of the ledger, in the order of the ledger. An entry that begins no epoch is ignored.
    public mutating func take(_ kept: KeptEntry) {
        guard case .epoch(let change) = kept.content else { return }
        let first = all.isEmpty ? .min : min(change.from ?? kept.sequence, kept.sequence)
        // A later epoch that begins before an earlier one takes all of its sequences.
        all.removeAll { $0.first >= first }
        ids.insert(change.id)
        all.append(Epoch(first: first, id: change.id, reason: change.reason, since: kept.time))
    }
}
