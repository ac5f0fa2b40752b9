public import Facilities

/// The state of a series, computed from its items in the journal.
extension Chooser {
    /// Returns the state of a series after its newest items.
    ///
    /// - Parameters:
    ///   - newest: the newest items of the series, the newest first.
    ///   - quantities: the quantities that its samples may have.
    ///   - isAll: whether no older items will be looked at.
    /// - Returns: nil where the state depends on older items.
    public func state(behind newest: [Item], _ quantities: Set<Quantity>, isAll: Bool) -> SeriesState? {
        guard let first = newest.first else { return isAll ? SeriesState() : nil }
        guard case .sample(let kept) = first else { return stateOfUnsampled(newest, isAll: isAll) }
        let found = start(of: newest.map(\.keptSample), quantities, choice(of: kept.facility))
        guard let start = isAll ? newest.count - 1 : found else { return nil }
        var state = SeriesState()
        for item in newest[...start].reversed() { _ = choose(item, after: &state) }
        return state
    }

    /// Returns the state of a series of entries or means. Whether one of these is sent does not depend on those before it.
    private func stateOfUnsampled(_ newest: [Item], isAll: Bool) -> SeriesState? {
        for item in newest {
            var state = SeriesState()
            if choose(item, after: &state) != nil { return state }
        }
        return isAll ? SeriesState() : nil
    }

    /// Returns the index of the item from which on the choice does not depend on older items: for each quantity that may be chosen, a
    /// sample that is chosen by its time alone is among the items up to this index.
    ///
    /// - Returns: nil where these items are not enough.
    private func start(of newest: [Kept<Sample>?], _ quantities: Set<Quantity>, _ choice: Choice) -> Int? {
        var missing = quantities.filter { choice.samples(of: $0) != .off }
        // For each quantity the newest sample with it for which no older one has been seen yet.
        var later: [Quantity: (index: Int, time: Timestamp)] = [:]
        var start = 0
        for (index, kept) in newest.enumerated() {
            if missing.isEmpty { return start }
            guard let kept else { continue }
            for reading in kept.content.readings where missing.contains(reading.quantity) {
                let (quantity, samples) = (reading.quantity, choice.samples(of: reading.quantity))
                if samples == .all {
                    missing.remove(quantity)
                    start = max(start, index)
                } else if let later = later[quantity], samples.isDue(later.time, after: kept.time) {
                    missing.remove(quantity)
                    start = max(start, later.index)
                } else {
                    later[quantity] = (index, kept.time)
                }
            }
        }
        // What is older than the oldest item is not known, so the oldest item itself decides nothing.
        return missing.isEmpty && start < newest.count - 1 ? start : nil
    }
}

extension Item {
    fileprivate var keptSample: Kept<Sample>? {
        if case .sample(let kept) = self { kept } else { nil }
    }
}
