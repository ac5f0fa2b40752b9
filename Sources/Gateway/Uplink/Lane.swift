import Facilities
import Journal
import MQTT

/// One of the two ways of the journal to the broker: live, and back-fill beside it.
struct Lane {
    let isBackfill: Bool
    private(set) var page: Page?

    /// Items of one page at most.
    static let limit = 500

    init(isBackfill: Bool) {
        self.isBackfill = isBackfill
    }

    /// Messages that the broker has not acknowledged.
    var waiting: Int { page?.waitingCount ?? 0 }

    var next: MQTTMessage? { page?.next }

    mutating func sent(_ token: UInt64) {
        page?.sent(token)
    }

    mutating func answered(_ token: UInt64, isAccepted: Bool) {
        page?.answered(token, isAccepted: isAccepted)
    }

    mutating func drop() {
        page = nil
    }

    /// Returns a page that the broker has all of, and lets go of it.
    mutating func finish() -> Page? {
        guard let page, page.isDone else { return nil }
        self.page = nil
        return page
    }

    /// Takes the next stretch: what is live from memory if it is still there, anything else from the journal. False when
    /// there is none.
    mutating func load(
        _ progress: UplinkProgress, from journal: Journal, _ inbox: Inbox, topics: Topics
    ) throws -> Bool {
        guard page == nil else { return false }
        if isBackfill {
            guard let gap = progress.gaps.first else { return false }
            let items = try journal.page(after: gap.lowerBound - 1, upTo: gap.upperBound, limit: Self.limit)
            // What the journal had to drop leaves nothing to send.
            let end = items.count < Self.limit ? gap.upperBound : items.last?.sequence
            page = Page(items, end: end ?? gap.upperBound, topics: topics, isBackfill: true)
        } else {
            let items =
                try inbox.page(after: progress.live, limit: Self.limit)
                ?? journal.page(after: progress.live, limit: Self.limit)
            guard let last = items.last else { return false }
            page = Page(items, end: last.sequence, topics: topics, isBackfill: false)
        }
        return true
    }
}
