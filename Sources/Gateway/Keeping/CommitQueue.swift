import Facilities
import Journal

/// The batches that wait to be committed, in order of sequence. It is bounded in bytes: past the bound the oldest samples and
/// minutes are dropped, and said to be. Entries are not.
struct CommitQueue: Sendable {
    /// Bytes that may wait. The unit gives the whole program 256 MB.
    static let bound = 64 << 20
    /// Bytes from which on what comes is of the next commit: one is over in some milliseconds.
    static let page = 256 << 10

    private var pages: [Judged] = []
    /// The bytes of what waits, and of what was taken and neither kept nor given back.
    private(set) var bytes = 0
    private let bound: Int

    init(bound: Int = Self.bound) {
        self.bound = bound
    }

    var isEmpty: Bool { pages.isEmpty }

    /// Samples, entries and means that wait.
    var count: Int { pages.reduce(0) { $0 + $1.batch.count } }

    /// Whether so much waits that no person's record may join it.
    var isFull: Bool { bytes > bound / 4 * 3 }

    /// Puts something behind all that waits.
    ///
    /// - Returns: what had to be dropped for it; nil for nothing.
    mutating func add(_ judged: Judged) -> Loss? {
        guard !judged.isEmpty else { return nil }
        forgetStates(replacedBy: judged)
        if pages.isEmpty || pages[pages.count - 1].batch.bytes >= Self.page { pages.append(Judged()) }
        let before = pages[pages.count - 1].batch.bytes
        pages[pages.count - 1].append(judged)
        bytes += pages[pages.count - 1].batch.bytes - before
        return bytes > bound ? drop() : nil
    }

    /// What rules remember later takes the place of what they remembered before, in whichever page that waits: otherwise memory would
    /// fill with it, a set a minute. The journal has an older state until then, after which it shows the rules more of what follows.
    private mutating func forgetStates(replacedBy judged: Judged) {
        let replaced = Set(judged.batch.ruleStates.map(\.facility))
        guard !replaced.isEmpty else { return }
        for index in pages.indices where !pages[index].batch.ruleStates.isEmpty {
            let before = pages[index].batch.bytes
            pages[index].forget(replaced)
            bytes -= before - pages[index].batch.bytes
        }
    }

    /// Takes what is to be committed next; nil if nothing waits.
    mutating func next() -> Judged? { pages.isEmpty ? nil : pages.removeFirst() }

    /// Forgets what was taken: it is kept.
    mutating func kept(_ judged: Judged) {
        var batch = judged.batch
        bytes -= batch.bytes
    }

    /// Puts what was taken and could not be kept before all else.
    mutating func giveBack(_ judged: Judged) { pages.insert(judged, at: 0) }

    /// Everything that waits or was dropped of what waits as one loss, for a gateway that ends; nil for nothing that had a sequence.
    func whole(_ reason: Loss.Reason) -> Loss? {
        pages.reduce(nil) { loss, page in page.batch.whole(reason)?.joined(behind: loss) ?? loss }
    }

    /// Drops the oldest samples until a tenth of the bound is free, so that it is not done for every sample that comes.
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

    /// Lets the next page say what was dropped of pages that have nothing else left.
    private mutating func forgetEmptied() {
        for index in pages.indices.dropLast() where pages[index].batch.hasNothingButLosses {
            let emptied = pages[index].batch
            pages[index + 1].batch.takeLosses(of: emptied)
            pages[index] = Judged()
        }
        pages.removeAll(where: \.isEmpty)
    }
}
