import Facilities

/// How long the fan has run since the carbon was filled in: as measured, and as far as that can be told where nobody
/// measured.
struct FanHours: Codable, Hashable, Sendable {
    private(set) var run = Integral()

    init() {}

    /// Continues from hours that were counted before.
    init(run: Integral) { self.run = run }

    /// - Parameter gap: the longest that is counted.
    mutating func update(_ isRunning: Bool?, at time: Timestamp, gap: Duration) {
        run.update(isRunning.map { $0 ? 1 : 0 }, at: time, gap: gap)
    }

    mutating func forget(before time: Timestamp) { run.forget(before: time) }

    var measured: Double { run.sum }

    /// Hours a day: as measured over a day or more, or else as the settings say.
    func pace(at now: Timestamp, daily: Double?) -> Double? {
        guard let start = run.start, now - start >= .days(1) else { return daily }
        return run.sum / (now - start).inDays
    }

    /// With what is likely for the time without a signal of the fan: no more than `daily` hours for each day since the
    /// filling, and no more than that time was long.
    func estimated(at now: Timestamp, since filled: Timestamp?, daily: Double?) -> Double {
        guard let daily, let filled else { return measured }
        let unknown = max(0, (now - filled).inHours - run.hours)
        return max(measured, min(daily * (now - filled).inDays, measured + unknown))
    }
}
