public import Delivery
public import Facilities
import GRDB

extension Journal: ItemSource {
    /// Returns samples, entries and means after a sequence, in order, at most `limit` of them.
    ///
    /// - Parameter stream: the stream of the items; nil for all.
    /// - Throws: the reason why the journal cannot be read.
    public func portion(
        after sequence: Int64, upTo end: Int64 = .max, limit: Int, of stream: ItemStream? = nil
    ) throws(JournalError) -> [Item] {
        try stretch(PortionRequest(after: sequence, upTo: end, limit: limit, stream: stream)).items
    }

    /// Returns a portion, blocking the thread until it is read. `PortionRequest.since` is ignored.
    ///
    /// - Throws: the reason why the journal cannot be read.
    public func stretch(_ request: PortionRequest) throws(JournalError) -> KeptPortion {
        let (portions, clock) = (StoredPortions(rows, blocks), timeline.newestSequence)
        return kept(try read { try portions.items(request, $0) }, request, portions, clock)
    }

    private func kept(
        _ found: StoredPortions.Found, _ request: PortionRequest, _ portions: StoredPortions, _ clock: Int64?
    )
        -> KeptPortion
    {
        note(found.unreadable)
        let end = found.items.count < request.limit ? request.upTo : found.items.last?.sequence
        var portion = KeptPortion(found.items, end: end ?? request.upTo, clock: clock)
        portion.unreadable = found.unreadable.found.map { UnreadableSamples($0, portions.rows) }
        return portion
    }

    /// Returns a portion without blocking the caller's thread.
    ///
    /// - Throws: a `JournalError`, the reason why the journal cannot be read.
    public func portion(_ request: PortionRequest) async throws -> KeptPortion {
        var request = request
        if let since = request.since {
            let found = try await aside { try $0.sequences(in: since..<since + .days(2)) }
            request.after = max(request.after, found.map { $0.lowerBound - 1 } ?? request.upTo)
        }
        return try await readPortion(request)
    }

    private func readPortion(_ request: PortionRequest) async throws -> KeptPortion {
        let (portions, clock) = (StoredPortions(rows, blocks), timeline.newestSequence)
        do {
            return kept(try await pool.read { try portions.items(request, $0) }, request, portions, clock)
        } catch {
            throw JournalError(error)
        }
    }

    /// Returns the quantities that samples of a series have or had; none for entries and means.
    public func quantities(of series: ItemSeries) -> Set<Quantity> {
        guard let facility = series.facility, case .samples(let device) = series.part else { return [] }
        return rows.series.measured(at: facility)[device] ?? []
    }

    /// Returns the newest items of a series up to a sequence, the newest first, without blocking the caller's thread.
    ///
    /// - Throws: a `JournalError`, the reason why the journal cannot be read.
    public func newest(of series: ItemSeries, upTo sequence: Int64, limit: Int) async throws -> [Item] {
        let portions = StoredPortions(rows, blocks)
        do {
            let (items, unreadable) = try await pool.read { try portions.newest(series, upTo: sequence, limit, $0) }
            note(unreadable)
            return items
        } catch {
            throw JournalError(error)
        }
    }
}
