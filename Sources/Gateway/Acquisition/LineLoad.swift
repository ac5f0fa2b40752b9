/// The share of time in which a line was busy, over the last minute.
struct LineLoad {
    /// By second, the newest at its number modulo 60.
    private var busy = [Duration](repeating: .zero, count: 60)
    private var newest = 0

    /// The line was busy between two times since the start.
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
