extension PollSchedule {
    enum Step: Equatable {
        /// These turns are polled in this order, as far as time allows.
        case ask([Int])
        case wait(until: Duration)
    }

    /// The delay after which a doubtful device is polled although healthy ones must wait for it.
    static let probePatience = Duration.seconds(1)

    /// Returns the next step; nil if there is nothing to read at all.
    ///
    /// Healthy devices are polled in the order of their deadlines. A doubtful one is polled alone, when its time-out passes
    /// before the next healthy one is due. If no pause is long enough, it is polled after some delay nevertheless, but
    /// never twice without a healthy one between, and for at most a quarter of the time.
    func step(at time: Duration) -> Step? {
        let nextHealthy = first(isDoubtful: false).map(ready)
        let probe = probe(before: nextHealthy, at: time)
        if let probe, probe.start <= time { return .ask([probe.turn]) }
        if let nextHealthy, nextHealthy <= time { return .ask(due(at: time)) }
        guard let nextHealthy, let probe else { return (nextHealthy ?? probe?.start).map(Step.wait) }
        return .wait(until: min(nextHealthy, probe.start))
    }

    /// Returns the turns of healthy devices that may be polled now, in the order of their deadlines.
    private func due(at time: Duration) -> [Int] {
        var due = turns.indices.filter { !isDoubtful($0) && ready($0) <= time }
        if due.count > 1 { due.sort { isBefore($0, $1) } }
        return due
    }

    private func isDoubtful(_ turn: Int) -> Bool { links[turns[turn].device].isDoubtful }

    /// Returns the turn that may be polled first, of the doubtful devices or of the healthy ones; nil where there is none.
    private func first(isDoubtful: Bool) -> Int? {
        var first: Int?
        for turn in turns.indices where self.isDoubtful(turn) == isDoubtful {
            if let first, ready(first) <= ready(turn) { continue }
            first = turn
        }
        return first
    }

    /// Returns the next turn of a doubtful device and the time from which it may be polled; nil if that depends on the next
    /// healthy one.
    private func probe(before nextHealthy: Duration?, at time: Duration) -> (turn: Int, start: Duration)? {
        guard let turn = first(isDoubtful: true) else { return nil }
        let start = max(ready(turn), time)
        guard let nextHealthy, start + turns[turn].cost > nextHealthy else { return (turn, start) }
        guard isHealthyAskedSince else { return nil }
        return (turn, max(ready(turn) + Self.probePatience, lastProbe.end + lastProbe.cost * 3))
    }

    /// Returns whether a turn comes before another. Of turns with the same deadline, the one that was polled longest ago
    /// comes first: in the order of their indices, the last ones would always be those that are too late for their next
    /// turn.
    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        let (one, other) = (turns[left], turns[right])
        return (one.deadline, one.lastAsked, left) < (other.deadline, other.lastAsked, right)
    }
}
