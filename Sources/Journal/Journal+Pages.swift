public import Delivery
public import Facilities
import GRDB

extension Journal: Pages {
    /// Returns samples, entries and aggregates after a sequence, in order, at most `limit` of them; with a stream, only its own.
    public func page(
        after sequence: Int64, upTo end: Int64 = .max, limit: Int, of stream: ItemStream? = nil
    ) throws(JournalError) -> [Item] {
        let pages = StoredPages(rows, blocks)
        let (items, unreadable) = try read {
            try pages.items(PageRequest(after: sequence, upTo: end, limit: limit, stream: stream), $0)
        }
        if unreadable.isFound { noteUnreadable() }
        return items
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
            let (items, unreadable) = try await pool.read { try pages.items(request, $0) }
            if unreadable.isFound { noteUnreadable() }
            let end = items.count < request.limit ? request.upTo : items.last?.sequence
            return KeptPage(items, end: end ?? request.upTo, clock: clock)
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
            return try await pool.read { try pages.newest(series, upTo: sequence, limit, $0) }
        } catch {
            throw JournalError(error)
        }
    }
}
