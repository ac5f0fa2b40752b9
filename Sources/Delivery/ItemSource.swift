public import Facilities

/// What an uplink reads stretches of the past from. A journal is one.
public protocol ItemSource: Sendable {
    /// Reads a stretch without holding up anybody. What was dropped of it is not in the answer.
    ///
    /// - Throws: whatever keeps it from being read; it can be asked for again.
    func portion(_ request: PortionRequest) async throws -> KeptPortion

    /// Reads the newest items of a series up to a sequence, the newest first, as far back as can be looked without holding up anybody.
    ///
    /// - Parameter limit: the number of items at most.
    func newest(of series: ItemSeries, upTo sequence: Int64, limit: Int) async throws -> [Item]

    /// The quantities that the samples of a series have or had.
    func quantities(of series: ItemSeries) -> Set<Quantity>
}

extension ItemSource {
    /// How many of the newest items of a series are looked at: more where fewer do not decide its state.
    private static var limits: [Int] { [200, 2000, 10_000] }

    /// Returns what series had up to a sequence, as far as the choice depends on it. Of one that needs more than can be looked at, it
    /// is what follows from the newest.
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
