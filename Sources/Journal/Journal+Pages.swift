public import Delivery
public import Facilities
import GRDB

extension Journal: Pages {
    /// Returns samples, entries and aggregates after a sequence, in order, at most `limit` of them; with a stream, only its own.
    public func page(
        after sequence: Int64, upTo end: Int64 = .max, limit: Int, of stream: ItemStream? = nil
    ) throws(JournalError) -> [Item] {
        try stretch(PageRequest(after: sequence, upTo: end, limit: limit, stream: stream)).items
    }

    /// Returns a stretch without waiting for anything but the disk.
    public func stretch(_ request: PageRequest) throws(JournalError) -> KeptPage {
        let (pages, clock) = (StoredPages(rows, blocks), timeline.newestSequence)
        return kept(try read { try pages.items(request, $0) }, request, pages, clock)
    }

    private func kept(_ found: StoredPages.Found, _ request: PageRequest, _ pages: StoredPages, _ clock: Int64?)
        -> KeptPage
    {
        note(found.unreadable)
        let end = found.items.count < request.limit ? request.upTo : found.items.last?.sequence
        var page = KeptPage(found.items, end: end ?? request.upTo, clock: clock)
        page.unreadable = found.unreadable.found.map { UnreadableSamples($0, pages.rows) }
        return page
    }

    public func page(_ request: PageRequest) async throws -> KeptPage {
        var request = request
        if let since = request.since {
            let found = try await aside { try $0.sequences(in: since..<since + .days(2)) }
            request.after = max(request.after, found.map { $0.lowerBound - 1 } ?? request.upTo)
        }
        return try await readPage(request)
    }

    private func readPage(_ request: PageRequest) async throws -> KeptPage {
        let (pages, clock) = (StoredPages(rows, blocks), timeline.newestSequence)
        do {
            return kept(try await pool.read { try pages.items(request, $0) }, request, pages, clock)
        } catch {
            throw JournalError(error)
        }
    }

    public func quantities(of series: ItemSeries) -> Set<Quantity> {
        guard let facility = series.facility, case .samples(let device) = series.part else { return [] }
        return rows.series.measured(at: facility)[device] ?? []
    }

    public func newest(of series: ItemSeries, upTo sequence: Int64, limit: Int) async throws -> [Item] {
        let pages = StoredPages(rows, blocks)
        do {
            let (items, unreadable) = try await pool.read { try pages.newest(series, upTo: sequence, limit, $0) }
            note(unreadable)
            return items
        } catch {
            throw JournalError(error)
        }
    }
}
