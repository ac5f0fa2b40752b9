import Facilities

/// The decision what is done next.
extension Feed {
    /// Returns what is to be done now, in order. The caller must call it again after everything that happens and after each action,
    /// until it returns nothing.
    ///
    /// - Parameter others: the number of messages on their way that are not of the journal; they take their share of the window.
    public mutating func next(besides others: Int = 0, at now: ContinuousClock.Instant) -> [Action] {
        if let limits, limits.acknowledges {
            finish(at: now)
            if holding.isOver(at: now) { step(limits, others, now) }
        }
        if isChanged {
            actions.append(.remember(progress, accepted: accepted))
            (isChanged, accepted) = (false, [])
        }
        defer { actions = [] }
        return actions
    }

    /// Whether nothing else may be sent, because a message is on its way alone to see whether the other side closes the connection.
    public var isAlone: Bool {
        guard let laneOfOne else { return false }
        return lanes[laneOfOne].waiting > 0
    }

    /// The lane whose messages are sent alone at present; nil for none.
    private var laneOfOne: LaneKind? {
        if suspicion.isolated != nil { return .backfill }
        guard let stream = lanes[.withheld].stream, ending.isCareful(stream), !lanes[.withheld].portions.isEmpty else {
            return nil
        }
        return .withheld
    }

    /// The time at which `next` must be called even if nothing happens before; nil for none.
    public var wakeTime: ContinuousClock.Instant? {
        guard limits?.acknowledges ?? false else { return nil }
        let retry = progress.withheld.isEmpty ? nil : refused.nextRetry
        let look = progress.around.compactMap { looked[$0.id] }.min()
        return [holding.until, retry, readAgain, look].compactMap(\.self).min()
    }

    private mutating func step(_ limits: Limits, _ others: Int, _ now: ContinuousClock.Instant) {
        guard !isAlone else { return }
        while true {
            let free = limits.window - others - waiting
            let lane = laneOfOne
            if lane == nil { isTurnOfOne = false }
            if !isTurnOfOne, advance(.live, free, limits, now) { continue }
            if let lane {
                isTurnOfOne = true
                guard others == 0, waiting == 0, advance(lane, 1, limits, now) else { return }
                if !isAlone { continue }
                // Once this message is answered, live items go first.
                isTurnOfOne = false
                return
            }
            // The other lanes get half of the window at most, so that live items never wait behind them.
            let share = min(
                free,
                max(1, limits.window / 2) - lanes[.backfill].waiting - lanes[.withheld].waiting - lanes[.around].waiting
            )
            if advance(.withheld, share, limits, now) || advance(.backfill, share, limits, now) { continue }
            if advance(.around, share, limits, now) { continue }
            return
        }
    }

    /// Takes one step with a lane.
    ///
    /// - Parameter free: the number of messages that the lane may still send now.
    /// - Returns: false where the lane can do nothing more now.
    private mutating func advance(
        _ lane: LaneKind, _ free: Int, _ limits: Limits, _ now: ContinuousClock.Instant
    ) -> Bool {
        if let index = lanes[lane].sending, let parcel = lanes[lane].portions[index].next {
            return advance(parcel, of: lane, index, free, limits, now)
        }
        // With a full window nothing is read either: what is kept until then fits into fewer messages.
        guard free > 0, mayRead(at: now), lanes[lane].mayLoad, var request = request(for: lane, now) else {
            return false
        }
        requests += 1
        request.number = requests
        lanes[lane].reading = request
        actions.append(.read(request))
        return false
    }

    /// Sends the next message of a lane, withholds it, or replaces it by halves.
    private mutating func advance(
        _ parcel: Parcel, of lane: LaneKind, _ index: Int, _ free: Int,
        _ limits: Limits, _ now: ContinuousClock.Instant
    ) -> Bool {
        // Only a live message may test whether its stream is accepted again: late items are not sent as live ones.
        let isProbe = lane == .live && refused.isProbe(parcel.stream, at: now)
        if lane != .withheld, refused.isRefused(parcel.stream), !isProbe {
            lanes[lane].portions[index].dropNext()
            // The additional samples around a finding are not worth withholding.
            if lane != .around { withhold(parcel, of: lane, index) }
            finish(at: now)
            return true
        }
        if isTooLarge(parcel, limits, now) {
            lanes[lane].portions[index].dropNext()
            replace(parcel, of: lanes[lane].portions[index], lane, index, Refusal.tooLarge.reason)
            finish(at: now)
            return true
        }
        guard free > 0 else { return false }
        if isProbe { refused.probed(parcel.stream, at: now) }
        token += 2
        lanes[lane].sent(token, of: index)
        places[token] = Place(lane: lane, number: lanes[lane].finishedCount + index)
        actions.append(.send(parcel, token: token, isLate: lane != .live))
        return true
    }

    private func mayRead(at now: ContinuousClock.Instant) -> Bool {
        guard let readAgain else { return true }
        return readAgain <= now
    }

    private func isTooLarge(_ parcel: Parcel, _ limits: Limits, _ now: ContinuousClock.Instant) -> Bool {
        if let largest = limits.largest, parcel.size > largest { return true }
        return parcel.items.count > 1 && learned.isTooLarge(parcel.size, at: now)
    }

    private mutating func request(
        for lane: LaneKind, _ now: ContinuousClock.Instant
    ) -> PortionRequest? {
        switch lane {
        case .live:
            let position = lanes[.live].portions.last?.end ?? progress.live
            guard position < lastKept else { return nil }
            return PortionRequest(after: position, upTo: lastKept, limit: portionLimit)
        case .backfill:
            guard let gap = progress.gaps.first else { return nil }
            let limit = min(portionLimit, suspicion.isolated?.limit ?? portionLimit)
            let after = lanes[.backfill].portions.last?.end ?? gap.lowerBound - 1
            guard after < gap.upperBound else { return nil }
            return PortionRequest(after: after, upTo: gap.upperBound, limit: limit)
        case .around: return requestAround(now)
        case .withheld: return requestWithheld(now)
        }
    }

    /// Returns the request for items of the refused stream that is tried next; nil where none is due.
    private mutating func requestWithheld(_ now: ContinuousClock.Instant) -> PortionRequest? {
        let streams = progress.withheld.map(\.stream)
        guard let stream = refused.next(of: streams, after: lanes[.withheld].stream, at: now),
            let ranges = progress.withheld(of: stream)?.ranges, let oldest = ranges.first, let newest = ranges.last
        else { return nil }
        lanes[.withheld].stream = stream
        let isCareful = ending.isCareful(stream)
        if isCareful, refused.isRefused(stream) {
            // The newest item is another one than that with which the connection was lost.
            let last = newest.upperBound
            return PortionRequest(after: last - 1, upTo: last, limit: 1, stream: stream)
        }
        // One item shows whether the stream is accepted again.
        let isTrial = refused.isRefused(stream) || isCareful
        return PortionRequest(
            after: oldest.lowerBound - 1, upTo: oldest.upperBound, limit: isTrial ? 1 : portionLimit, stream: stream)
    }

    private mutating func finishWithheld(_ portion: PackedPortion) {
        guard let stream = lanes[.withheld].stream, let range = progress.withheld(of: stream)?.ranges.first else {
            return
        }
        if portion.first == range.lowerBound {
            accepted += portion.accepted
            progress.acknowledgedWithheld(stream, upTo: portion.end, count: portion.doneCount)
        } else if portion.isEmpty {
            // The newest item was deleted from the journal, and so were all older ones.
            progress.forgetWithheld(stream)
        }
        if progress.withheld(of: stream) == nil { ending.end(stream) }
    }

    /// Removes the portions that the other side has completely, and notes the progress.
    private mutating func finish(at now: ContinuousClock.Instant) {
        for lane in LaneKind.allCases {
            while let portion = lanes[lane].finish() {
                guard !portion.isAbandoned else { continue }
                isChanged = true
                for one in portion.withheld { remember(withheld: one.parcel, isMore: one.isMore) }
                switch lane {
                case .live:
                    progress.acknowledgedLive(upTo: portion.end)
                    accepted += portion.accepted + portion.notChosen
                case .backfill:
                    progress.acknowledgedGap(upTo: portion.end)
                    accepted += portion.accepted + portion.notChosen
                    suspicion.passed(upTo: portion.end)
                    // Not after a live portion: it may be accepted where the portion that was not acknowledged would not be.
                    portionLimit = min(Self.usualPortion, portionLimit * 2)
                case .withheld: finishWithheld(portion)
                case .around: finishAround(portion, at: now)
                }
            }
        }
    }
}
