public import Facilities

/// A source from which an uplink reads items of the past, such as the journal.
public protocol ItemSource: Sendable {
    /// Reads a portion without blocking the caller's thread.
    ///
    /// - Throws: the error that prevents reading. The request may be repeated.
    func portion(_ request: PortionRequest) async throws -> KeptPortion

    /// Reads the newest items of a series up to a sequence, the newest first. Items that are too old to be found quickly are omitted.
    ///
    /// - Parameter limit: the largest number of items.
    /// - Throws: the error that prevents reading.
    func newest(of series: ItemSeries, upTo sequence: Int64, limit: Int) async throws -> [Item]

    /// Returns the quantities that samples of a series have or had.
    func quantities(of series: ItemSeries) -> Set<Quantity>
}

extension ItemSource {
    /// The numbers of newest items that are read one after another, until they determine the state of a series. Two are enough where
    /// every sample is sent; each is found only by looking through what other series have between them.
    private static var limits: [Int] { [2, 20, 200, 2000, 10_000] }

    /// Returns the states of series after a sequence. Where a state depends on more items than are read, it is computed from the newest.
    ///
    /// - Throws: the error that prevents reading.
    public func states(
        of series: [ItemSeries], upTo sequence: Int64, by chooser: Chooser
    ) async throws -> [ItemSeries: SeriesState] {
        var states: [ItemSeries: SeriesState] = [:]
        for one in series { states[one] = try await state(of: one, upTo: sequence, by: chooser) }
        return states
    }

    private func state(of series: ItemSeries, upTo sequence: Int64, by chooser: Chooser) async throws -> SeriesState {
        let quantities = quantities(of: series)
        for limit in Self.limits {
            let newest = try await newest(of: series, upTo: sequence, limit: limit)
            let isAll = newest.count < limit || limit == Self.limits.last
            if let state = chooser.state(behind: newest, quantities, isAll: isAll) { return state }
        }
        return SeriesState()
    }
}
