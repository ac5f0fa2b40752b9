/// The tasks that wait for a time, the earliest first. Of those with the same time, the one that came first is first.
struct LoopTimers {
    struct Sleeper {
        var id: UInt64
        var until: ContinuousClock.Instant
        var continuation: UnsafeContinuation<Void, Never>
    }

    private var sleepers: [Sleeper] = []

    /// The earliest time; nil if there is none.
    var next: ContinuousClock.Instant? { sleepers.first?.until }

    mutating func add(_ sleeper: Sleeper) {
        var (low, high) = (0, sleepers.count)
        while low < high {
            let middle = (low + high) / 2
            if sleepers[middle].until <= sleeper.until { low = middle + 1 } else { high = middle }
        }
        sleepers.insert(sleeper, at: low)
    }

    /// Removes a sleeper, and returns it; nil if it has woken already.
    mutating func remove(_ id: UInt64) -> Sleeper? {
        sleepers.firstIndex { $0.id == id }.map { sleepers.remove(at: $0) }
    }

    /// Removes the sleepers whose time has come, and returns them in the order of their times.
    mutating func takeDue(at time: ContinuousClock.Instant) -> ArraySlice<Sleeper> {
        guard let next, next <= time else { return [] }
        let due = sleepers.prefix { $0.until <= time }
        sleepers.removeFirst(due.count)
        return due
    }
}
