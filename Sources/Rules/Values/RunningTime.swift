import Facilities

/// How long something has run since it was last seen standing. Time in which nobody heard of it does not count, and after
/// half an hour of that, or after a clock that went back, counting starts over: it may have stood.
struct RunningTime: Codable, Hashable, Sendable {
    private var last: Timestamp?
    private(set) var since: Timestamp?
    private var milliseconds: Int64 = 0

    init() {}

    var elapsed: Duration { .milliseconds(milliseconds) }
    var isRunning: Bool { last != nil }

    /// - Parameters:
    ///   - isOn: nil where nobody knows it.
    ///   - period: how often it is read.
    mutating func update(_ isOn: Bool?, at time: Timestamp, period: Duration) {
        guard let isOn else { return }
        guard isOn else {
            self = RunningTime()
            return
        }
        if let last {
            let passed = time - last
            if passed < .zero || passed > Gap(period: period).forgotten { self = RunningTime() }
            if passed <= .ofRunning(period: period) { milliseconds += max(0, passed.milliseconds) }
        }
        (since, last) = (since ?? time, time)
    }
}
