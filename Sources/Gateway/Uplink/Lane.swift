import Facilities
import Journal
import MQTT

/// One of the two ways of the journal to the broker: live, and back-fill beside it.
struct Lane {
    let isBackfill: Bool
    /// The pages in their order; only the newest may have messages that are still to be sent.
    private(set) var pages: [Page] = []

    /// Items of one page at most.
    static let limit = 500
    /// Pages of the live lane on their way at most, so that what is committed does not wait for an acknowledgement of what was
    /// committed before.
    private static let mostPages = 20

    init(isBackfill: Bool) {
        self.isBackfill = isBackfill
    }

    /// Messages that the broker has not acknowledged.
    var waiting: Int { pages.reduce(0) { $0 + $1.waitingCount } }

    var next: MQTTMessage? { pages.last?.next }

    mutating func sent(_ token: UInt64) {
        guard let last = pages.indices.last else { return }
        pages[last].sent(token)
    }

    mutating func answered(_ token: UInt64, isAccepted: Bool) {
        for index in pages.indices { pages[index].answered(token, isAccepted: isAccepted) }
    }

    mutating func drop() {
        pages = []
    }

    /// Returns the oldest page if the broker has all of it, and lets go of it.
    mutating func finish() -> Page? {
        guard let page = pages.first, page.isDone else { return nil }
        return pages.removeFirst()
    }

    /// Takes the next stretch: what is live from memory if it is still there, anything else from the journal. False when
    /// there is none, or when it has to wait.
    mutating func load(
        _ progress: UplinkProgress, from journal: Journal, _ inbox: Inbox, _ board: Board, topics: Topics
    ) throws -> Bool {
        guard next == nil, pages.count < (isBackfill ? 1 : Self.mostPages) else { return false }
        let page =
            isBackfill
            ? try late(progress, journal, board, topics) : try live(progress, journal, inbox, board, topics)
        guard let page else { return false }
        pages.append(page)
        return true
    }

    private func late(
        _ progress: UplinkProgress, _ journal: Journal, _ board: Board, _ topics: Topics
    ) throws -> Page? {
        guard let gap = progress.gaps.first else { return nil }
        let timeline = journal.timeline
        let items = try journal.page(
            after: gap.lowerBound - 1, upTo: gap.upperBound, limit: Self.limit, by: timeline)
        // What the journal had to drop leaves nothing to send.
        let end = items.count < Self.limit ? gap.upperBound : items.last?.sequence
        return Page(
            items, end: end ?? gap.upperBound, topics: topics, epochs: board.epochs,
            clock: timeline.newestSequence, isBackfill: true)
    }

    private func live(
        _ progress: UplinkProgress, _ journal: Journal, _ inbox: Inbox, _ board: Board, _ topics: Topics
    ) throws -> Page? {
        let sequence = pages.last?.end ?? progress.live
        let recent = inbox.page(after: sequence, limit: Self.limit)
        let timeline = journal.timeline
        // The journal may have more than the board, which knows the epochs.
        let items =
            try recent?.items
            ?? journal.page(after: sequence, upTo: board.lastSequence, limit: Self.limit, by: timeline)
        let clock = recent.map(\.clock) ?? timeline.newestSequence
        guard let last = items.last else { return nil }
        return Page(
            items, end: last.sequence, topics: topics, epochs: board.epochs, clock: clock, isBackfill: false)
    }
}
