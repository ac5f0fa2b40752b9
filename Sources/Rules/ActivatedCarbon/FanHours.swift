import Facilities

/// The running time of the fan since the carbon was filled in: as measured, and as estimated where nobody measured.
struct FanHours: Codable, Hashable, Sendable {
    private(set) var run = Integral()

    init() {}

    /// Continues from hours that were counted before.
    init(run: Integral) { self.run = run }

    /// Takes in whether the fan runs.
    ///
    /// - Parameter gap: The longest time between two values that is counted.
    mutating func update(_ isRunning: Bool?, at time: Timestamp, gap: Duration) {
        run.update(isRunning.map { $0 ? 1 : 0 }, at: time, gap: gap)
    }

    mutating func forget(before time: Timestamp) { run.forget(before: time) }

    /// The measured hours.
    var measured: Double { run.sum }

    /// Returns the hours a day: as measured over a day or more, or else as the settings give them.
    func pace(at now: Timestamp, daily: Double?) -> Double? {
        guard let start = run.start, now - start >= .days(1) else { return daily }
        return run.sum / (now - start).inDays
    }

    /// Returns the measured hours with what is likely for the time without a signal of the fan: at most `daily` hours
    /// for each day since the filling, and at most as long as that time was.
    func estimated(at now: Timestamp, since filled: Timestamp?, daily: Double?) -> Double {
        guard let daily, let filled else { return measured }
        let unknown = max(0, (now - filled).inHours - run.hours)
        return max(measured, min(daily * (now - filled).inDays, measured + unknown))
    }
}
