import Facilities
import Journal

/// The batches that wait to be committed, in order of sequence. Their size is limited: beyond the limit the oldest samples
/// and minutes are dropped, and the loss is recorded. Entries are not dropped.
struct CommitQueue: Sendable {
    /// The limit of the waiting batches, in bytes. The unit gives the whole program 256 MB.
    static let bound = 64 << 20
    /// The size, in bytes, from which further items go into the next commit: one takes some milliseconds.
    static let page = 256 << 10

    private var pages: [Judged] = []
    /// The bytes of what waits, and of what was taken and neither stored nor given back.
    private(set) var bytes = 0
    private let bound: Int

    init(bound: Int = Self.bound) {
        self.bound = bound
    }

    var isEmpty: Bool { pages.isEmpty }

    /// The number of samples, entries and means that wait.
    var count: Int { pages.reduce(0) { $0 + $1.batch.count } }

    /// Whether so much waits that no person's record may be added.
    var isFull: Bool { bytes > bound / 4 * 3 }

    /// Adds something at the end.
    ///
    /// - Returns: the loss if something had to be dropped for it; otherwise nil.
    mutating func add(_ judged: Judged) -> Loss? {
        guard !judged.isEmpty else { return nil }
        if !judged.batch.ruleStates.isEmpty { forgetStates(replacedBy: judged) }
        var before = 0
        if pages.isEmpty || pages[pages.count - 1].batch.bytes >= Self.page {
            pages.append(judged)
        } else {
            before = pages[pages.count - 1].batch.bytes
            pages[pages.count - 1].append(judged)
        }
        bytes += pages[pages.count - 1].batch.bytes - before
        return bytes > bound ? drop() : nil
    }

    /// Removes older states of rules from all waiting pages, because the newer ones replace them: otherwise memory would
    /// fill with a set of states each minute. Until the commit the journal has an older state, after which it shows the
    /// rules more of the events that follow.
    private mutating func forgetStates(replacedBy judged: Judged) {
        let replaced = Set(judged.batch.ruleStates.map(\.facility))
        guard !replaced.isEmpty else { return }
        for index in pages.indices where !pages[index].batch.ruleStates.isEmpty {
            let before = pages[index].batch.bytes
            pages[index].forget(replaced)
            bytes -= before - pages[index].batch.bytes
        }
    }

    /// Takes what must be committed next; nil if nothing waits.
    mutating func next() -> Judged? { pages.isEmpty ? nil : pages.removeFirst() }

    /// Forgets what was taken, because it is stored.
    mutating func kept(_ judged: Judged) {
        var batch = judged.batch
        bytes -= batch.bytes
    }

    /// Returns to the beginning what was taken and could not be stored.
    mutating func giveBack(_ judged: Judged) { pages.insert(judged, at: 0) }

    /// Returns everything that waits, or was dropped from it, as one loss for a gateway that ends; nil if nothing of it had
    /// a sequence.
    func whole(_ reason: Loss.Reason) -> Loss? {
        pages.reduce(nil) { loss, page in page.batch.whole(reason)?.joined(behind: loss) ?? loss }
    }

    /// Drops the oldest samples until a tenth of the limit is free, so that this is not necessary for every further sample.
    private mutating func drop() -> Loss? {
        var loss: Loss?
        let goal = bound / 10 * 9
        for index in pages.indices where bytes > goal {
            let before = pages[index].batch.bytes
            guard let dropped = pages[index].batch.dropOldest(bytes - goal) else { continue }
            bytes -= before - pages[index].batch.bytes
            loss = dropped.joined(behind: loss)
        }
        forgetEmptied()
        return loss
    }

    /// Moves the record of the dropped items to the next page if the page has nothing else left.
    private mutating func forgetEmptied() {
        for index in pages.indices.dropLast() where pages[index].batch.hasNothingButLosses {
            let emptied = pages[index].batch
            pages[index + 1].batch.takeLosses(of: emptied)
            pages[index] = Judged()
        }
        pages.removeAll(where: \.isEmpty)
    }
}
