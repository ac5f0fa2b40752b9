import Facilities

/// The running time of equipment since it was last seen standing. Time without a signal does not count; after half an
/// hour of it, or after a clock that went back, counting starts over, since the equipment may have stood.
struct RunningTime: Codable, Hashable, Sendable {
    private var last: Timestamp?
    private(set) var since: Timestamp?
    private var milliseconds: Int64 = 0

    init() {}

    var elapsed: Duration { .milliseconds(milliseconds) }
    var isRunning: Bool { last != nil }

    /// Takes a state in.
    ///
    /// - Parameters:
    ///   - isOn: Whether it runs; nil where that is unknown.
    ///   - period: The time between two readings of the state.
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
