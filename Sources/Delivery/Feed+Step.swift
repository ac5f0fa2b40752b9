import Facilities

/// What is done next.
extension Feed {
    /// Returns what is to be done now, in order. It is asked again after everything that happens and after everything that was done,
    /// until it returns nothing.
    ///
    /// - Parameter others: messages of the uplink on their way that are not of the journal.
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

    /// Whether nothing else may be sent: a message is on its way alone, to see whether the other side hangs up on it.
    public var isAlone: Bool { laneOfOne.map { self[keyPath: $0].waiting > 0 } ?? false }

    /// The lane whose messages go alone at present; nil for none.
    private var laneOfOne: WritableKeyPath<Self, Lane<Message>>? {
        if suspicion.isolated != nil { return \.backfill }
        guard let stream = withheld.stream, ending.isCareful(stream), !withheld.portions.isEmpty else { return nil }
        return \.withheld
    }

    /// The time at which there is something to do though nothing happens; nil for none.
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
            if !isTurnOfOne, advance(\.live, free, limits, now) { continue }
            if let lane {
                isTurnOfOne = true
                guard others == 0, waiting == 0, advance(lane, 1, limits, now) else { return }
                if !isAlone { continue }
                // What is live goes first once it is answered.
                isTurnOfOne = false
                return
            }
            // Half of the window at most: what is live never waits behind what is not.
            let share = min(free, max(1, limits.window / 2) - backfill.waiting - withheld.waiting - around.waiting)
            if advance(\.withheld, share, limits, now) || advance(\.backfill, share, limits, now) { continue }
            if advance(\.around, share, limits, now) { continue }
            return
        }
    }

    /// Takes one step with a lane; false where there is none to take now.
    private mutating func advance(
        _ lane: WritableKeyPath<Self, Lane<Message>>, _ free: Int, _ limits: Limits, _ now: ContinuousClock.Instant
    ) -> Bool {
        if let index = self[keyPath: lane].sending, let parcel = self[keyPath: lane].portions[index].next {
            // What is live shows whether its heading is taken again: nothing that is late goes under it.
            let isProbe = lane == \Self.live && refused.isProbe(parcel.stream, at: now)
            if lane != \Self.withheld, refused.isRefused(parcel.stream), !isProbe {
                self[keyPath: lane].portions[index].dropNext()
                // What is more than usual around a finding need not come.
                if lane != \Self.around { withhold(parcel, of: lane, index) }
                finish(at: now)
                return true
            }
            if isTooLarge(parcel, limits, now) {
                self[keyPath: lane].portions[index].dropNext()
                replace(parcel, of: self[keyPath: lane].portions[index], lane, index, Refusal.tooLarge.reason)
                finish(at: now)
                return true
            }
            guard free > 0 else { return false }
            if isProbe { refused.probed(parcel.stream, at: now) }
            token += 2
            self[keyPath: lane].portions[index].sent(token)
            actions.append(.send(parcel.message, token: token))
            return true
        }
        // Without room nothing is read either: what comes until there is some goes into fewer messages.
        guard free > 0, readAgain.map({ $0 <= now }) ?? true, self[keyPath: lane].mayLoad,
            var request = request(for: lane, now)
        else { return false }
        requests += 1
        request.number = requests
        self[keyPath: lane].reading = request
        actions.append(.read(request))
        return false
    }

    private func isTooLarge(_ parcel: Parcel<Message>, _ limits: Limits, _ now: ContinuousClock.Instant) -> Bool {
        if let largest = limits.largest, parcel.size > largest { return true }
        return parcel.items.count > 1 && learned.isTooLarge(parcel.size, at: now)
    }

    private mutating func request(
        for lane: WritableKeyPath<Self, Lane<Message>>, _ now: ContinuousClock.Instant
    ) -> PortionRequest? {
        switch self[keyPath: lane].kind {
        case .live:
            let position = live.portions.last?.end ?? progress.live
            return position < lastKept ? PortionRequest(after: position, upTo: lastKept, limit: portionLimit) : nil
        case .backfill:
            guard let gap = progress.gaps.first else { return nil }
            let limit = min(portionLimit, suspicion.isolated?.limit ?? portionLimit)
            let after = backfill.portions.last?.end ?? gap.lowerBound - 1
            return after < gap.upperBound ? PortionRequest(after: after, upTo: gap.upperBound, limit: limit) : nil
        case .around: return requestAround(now)
        case .withheld:
            let streams = progress.withheld.map(\.stream)
            guard let stream = refused.next(of: streams, after: withheld.stream, at: now),
                let range = progress.withheld(of: stream)?.ranges.first
            else { return nil }
            withheld.stream = stream
            let isCareful = ending.isCareful(stream)
            if isCareful, refused.isRefused(stream), let last = progress.withheld(of: stream)?.ranges.last?.upperBound {
                // Another item than the one with which the connection was lost.
                return PortionRequest(after: last - 1, upTo: last, limit: 1, stream: stream)
            }
            // One item shows whether the stream is taken again.
            let limit = refused.isRefused(stream) || isCareful ? 1 : portionLimit
            return PortionRequest(after: range.lowerBound - 1, upTo: range.upperBound, limit: limit, stream: stream)
        }
    }

    private mutating func finishWithheld(_ portion: PackedPortion<Message>) {
        guard let stream = withheld.stream, let range = progress.withheld(of: stream)?.ranges.first else { return }
        if portion.first == range.lowerBound {
            accepted += portion.accepted
            progress.acknowledgedWithheld(stream, upTo: portion.end, count: portion.doneCount)
        } else if portion.isEmpty {
            // The newest is dropped, and so are all that are older.
            progress.forgetWithheld(stream)
        }
        if progress.withheld(of: stream) == nil { ending.end(stream) }
    }

    /// Notes how far the other side has got.
    private mutating func finish(at now: ContinuousClock.Instant) {
        for lane in Self.lanes {
            while let portion = self[keyPath: lane].finish() {
                guard !portion.isAbandoned else { continue }
                isChanged = true
                for one in portion.withheld { remember(withheld: one.parcel, isMore: one.isMore) }
                switch self[keyPath: lane].kind {
                case .live:
                    progress.acknowledgedLive(upTo: portion.end)
                    accepted += portion.accepted + [portion.notChosen]
                case .backfill:
                    progress.acknowledgedGap(upTo: portion.end)
                    accepted += portion.accepted + [portion.notChosen]
                    suspicion.passed(upTo: portion.end)
                    // What is live passes also where the portion that was not acknowledged would not.
                    portionLimit = min(Self.usualPortion, portionLimit * 2)
                case .withheld: finishWithheld(portion)
                case .around: finishAround(portion, at: now)
                }
            }
        }
    }
}
