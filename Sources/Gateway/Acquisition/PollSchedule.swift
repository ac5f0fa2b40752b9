/// Which of several periodic things is due, counted from nominal starts: lateness never adds up, and turns that were
/// missed are skipped and counted, not made up for.
struct PollSchedule {
    private struct Turn {
        var period: Duration
        var next: Duration
    }

    private var turns: [Turn]
    private(set) var skipped = 0

    /// - Parameter time: turns that were due up to then have been taken.
    init(periods: [Duration], after time: Duration? = nil) {
        turns = periods.map { period in
            Turn(period: period, next: time.map { period * (Int($0 / period) + 1) } ?? .zero)
        }
    }

    /// When the next is due, since the start; nil when there is none.
    var next: Duration? { turns.map(\.next).min() }

    /// The indices of what is due at a time since the start; each is due again a whole number of periods later.
    mutating func take(at time: Duration) -> [Int] {
        turns.indices.filter { index in
            guard turns[index].next <= time else { return false }
            let missed = Int((time - turns[index].next) / turns[index].period)
            skipped += missed
            turns[index].next += turns[index].period * (missed + 1)
            return true
        }
    }
}
