import Facilities

/// The handling of messages that the other side refuses.
extension Feed {
    /// Notes that the other side refused the message with this token. An unknown token changes nothing.
    public mutating func refused(_ token: UInt64, _ refusal: Refusal, at now: ContinuousClock.Instant) {
        guard let (lane, index) = take(token), let parcel = lanes[lane].takeBack(token, of: index) else { return }
        switch refusal.kind {
        case .later:
            lanes[lane].portions[index].sendFirst([parcel])
            holding.hold(refusal.reason, at: now)
        case .stream:
            if lane == .withheld {
                lanes[.withheld].portions[index].abandon()
            } else if lane != .around {
                withhold(parcel, of: lane, index)
            }
            refused.refuse(parcel.stream, refusal, at: now)
        case .message:
            let portion = lanes[lane].portions[index]
            replace(parcel, of: portion, lane, index, refusal.reason)
        }
    }

    /// Withholds a message whose stream is refused. Its items are remembered as refused once its portion is finished; until then they
    /// wait with the portion.
    mutating func withhold(_ parcel: Parcel, of lane: LaneKind, _ index: Int) {
        lanes[lane].portions[index].withhold(parcel, isMore: refused.isRefused(parcel.stream.late))
    }

    mutating func remember(withheld parcel: Parcel, isMore: Bool) {
        progress.withhold(parcel.items.map(\.sequence), of: parcel.stream.late, isMore: isMore)
        isChanged = true
    }

    /// Returns the two halves of a message; none for a message of one item, which is given up.
    func halves(
        of parcel: Parcel, clock: Int64?, isBackfill: Bool
    ) -> [Parcel] {
        let middle = parcel.items.count / 2
        guard middle > 0 else { return [] }
        return pack(Array(parcel.items[..<middle]), clock, isBackfill)
            + pack(Array(parcel.items[middle...]), clock, isBackfill)
    }

    /// Sends two halves instead of a message that is never accepted as it is; gives up a message of a single item.
    mutating func replace(
        _ parcel: Parcel, of portion: PackedPortion, _ lane: LaneKind,
        _ index: Int,
        _ reason: String
    ) {
        let halves = halves(of: parcel, clock: portion.clock, isBackfill: lane != .live)
        guard halves.isEmpty else { return lanes[lane].portions[index].sendFirst(halves) }
        // The additional samples around a finding are not worth a quarantine.
        if lane == .around { return }
        quarantine(parcel, reason)
        lanes[lane].portions[index].gaveUp(parcel.items.count)
    }

    mutating func quarantine(_ parcel: Parcel, _ reason: String) {
        for item in parcel.items { actions.append(.quarantine(item.item, size: parcel.size, reason: reason)) }
    }

    /// Notes that a connection was lost while one withheld item, and nothing else, was on its way.
    mutating func lostAlone(_ parcel: Parcel, _ refusal: Refusal?, at now: ContinuousClock.Instant) {
        guard ending.lostAlone(parcel.stream, isClear: refusal != nil) else { return }
        let refusal = refusal ?? .connectionLost
        guard ending.isTaken(parcel.stream), let sequence = parcel.items.last?.sequence else {
            return refuse(parcel.stream, endingConnectionsBy: refusal, at: now)
        }
        // Another item of the stream was accepted when it was sent alone, so this item is the cause.
        quarantine(parcel, refusal.reason)
        progress.acknowledgedWithheld(parcel.stream, upTo: sequence, count: 1)
        isChanged = true
        ending.blamed(parcel.stream)
    }

    mutating func refuse(_ stream: ItemStream, endingConnectionsBy refusal: Refusal, at now: ContinuousClock.Instant) {
        ending.blamed(stream)
        refused.refuse(stream, refusal, endsConnections: true, at: now)
    }

    /// Gives up a single item with which every connection was lost. Where the item that was given up before it was of the same stream,
    /// it is the stream that the other side refuses.
    mutating func giveUp(_ parcel: Parcel, _ refusal: Refusal, at now: ContinuousClock.Instant) {
        let sequence = parcel.items.last?.sequence ?? 0
        learned.forget()
        if refusal.kind == .stream, lostStream == parcel.stream {
            remember(withheld: parcel, isMore: refused.isRefused(parcel.stream))
            refuse(parcel.stream, endingConnectionsBy: refusal, at: now)
        } else {
            quarantine(parcel, refusal.reason)
            lostStream = parcel.stream
        }
        progress.acknowledgedGap(upTo: sequence)
        isChanged = true
        suspicion.passed(upTo: sequence)
    }
}
