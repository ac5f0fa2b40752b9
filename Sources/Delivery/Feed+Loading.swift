public import Facilities

/// The handling of portions that were read, and the choice of what is sent of them.
extension Feed {
    /// Returns the series of a portion whose states before it are unknown and must be read from the journal.
    public func unknown(in portion: KeptPortion, for request: PortionRequest) -> [ItemSeries] {
        guard let lane = lane(reading: request), lane != .around else { return [] }
        return lanes[lane].unknown(in: portion, for: request)
    }

    /// Takes a portion that was requested with `Action.read`.
    ///
    /// - Parameter before: the states, before this portion, of the series that `unknown` named.
    public mutating func loaded(
        _ request: PortionRequest, _ kept: KeptPortion, before: [ItemSeries: SeriesState] = [:]
    ) {
        // A portion that was requested on an earlier connection may arrive late.
        guard let lane = lane(reading: request) else { return }
        lanes[lane].reading = nil
        readAgain = nil
        // Memory may be one commit behind what was counted as kept: it will be counted again.
        guard kept.end > request.after else {
            lastKept = min(lastKept, request.after)
            return
        }
        noteCorrections(kept)
        let chosen = choose(kept, for: request, lane, before)
        let portion = PackedPortion(request, kept, chosen, pack(chosen, kept.clock, lane != .live))
        lanes[lane].portions.append(portion)
    }

    private mutating func noteCorrections(_ portion: KeptPortion) {
        for case .entry(let kept) in portion.items {
            guard case .clock(let change) = kept.content, change.moved != nil, progress.corrected(at: kept.sequence)
            else { continue }
            for lane in LaneKind.allCases { lanes[lane].forget() }
            isChanged = true
        }
    }

    private mutating func choose(
        _ portion: KeptPortion, for request: PortionRequest, _ lane: LaneKind,
        _ before: [ItemSeries: SeriesState]
    ) -> [Chosen] {
        if lane == .around { return lanes[.around].chooseAround(portion, for: request, by: chooser) }
        if lane == .live { noteTime(portion) }
        var chosen = lanes[lane].choose(portion, for: request, before, by: chooser)
        for index in chosen.indices { chosen[index].previous = progress.linked(chosen[index].previous) }
        if lane != .withheld { note(chosen) }
        return chosen
    }

    /// Notes that a portion could not be read. It is requested again a second later.
    public mutating func notLoaded(_ request: PortionRequest, at now: ContinuousClock.Instant) {
        guard let lane = lane(reading: request) else { return }
        lanes[lane].reading = nil
        readAgain = now + .seconds(1)
    }
}
