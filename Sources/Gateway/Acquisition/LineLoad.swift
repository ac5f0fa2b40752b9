/// The share of the last minute in which a line was busy.
struct LineLoad {
    /// The busy time of each second. Second n has the index n modulo 60.
    private var busy = [Duration](repeating: .zero, count: 60)
    private var newest = 0

    /// Counts the time between two times since the start as busy.
    mutating func add(from start: Duration, to end: Duration) {
        var time = start
        while time < end {
            let second = Int(time.components.seconds)
            forget(before: second)
            let stop = min(end, .seconds(second + 1))
            busy[second % 60] += stop - time
            time = stop
        }
    }

    mutating func share(at time: Duration) -> Double {
        forget(before: Int(time.components.seconds))
        let span = min(max(time, .milliseconds(1)), .seconds(59) + (time - .seconds(time.components.seconds)))
        return min(1, busy.reduce(.zero, +) / span)
    }

    private mutating func forget(before second: Int) {
        guard second > newest else { return }
        for old in max(newest + 1, second - 59)...second { busy[old % 60] = .zero }
        newest = second
    }
}
