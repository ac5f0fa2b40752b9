extension PollSchedule {
    enum Step: Equatable {
        /// In this order, as far as time allows.
        case ask([Int])
        case wait(until: Duration)
    }

    /// How late a probe may be before it is made although it keeps others waiting.
    static let probePatience = Duration.seconds(1)

    /// What to do now. Nil if there is nothing to read at all.
    ///
    /// Healthy devices are asked in the order of their deadlines. A doubtful one is asked alone, and when its time-out
    /// passes before the next healthy one is due. If no pause is long enough for that, it is asked after a while all the
    /// same, but never twice without a healthy one between, and for a quarter of the time at most.
    func step(at time: Duration) -> Step? {
        let healthy = turns.indices.filter { !links[turns[$0].device].isDoubtful }
        let probe = probe(before: healthy.map(ready).min(), at: time)
        if let probe, probe.start <= time { return .ask([probe.turn]) }
        let due = healthy.filter { ready($0) <= time }
        if !due.isEmpty { return .ask(due.sorted { isBefore($0, $1) }) }
        return (healthy.map(ready) + [probe?.start].compactMap(\.self)).min().map(Step.wait)
    }

    /// The doubtful turn that comes first, and when it may be asked; nil if that depends on the next healthy one.
    private func probe(before nextHealthy: Duration?, at time: Duration) -> (turn: Int, start: Duration)? {
        let doubtful = turns.indices.filter { links[turns[$0].device].isDoubtful }
        guard let turn = doubtful.min(by: { (ready($0), $0) < (ready($1), $1) }) else { return nil }
        let start = max(ready(turn), time)
        guard let nextHealthy, start + turns[turn].cost > nextHealthy else { return (turn, start) }
        guard isHealthyAskedSince else { return nil }
        return (turn, max(ready(turn) + Self.probePatience, lastProbe.end + lastProbe.cost * 3))
    }

    /// Of those with the same deadline the one comes first that was asked longest ago: by their places, the last ones
    /// would always be those that come too late for their next turn.
    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        let (one, other) = (turns[left], turns[right])
        return (one.deadline, one.lastAsked, left) < (other.deadline, other.lastAsked, right)
    }
}
