import Facilities

extension FumeFouling {
    /// The memory of one channel.
    struct Watch: Codable, Hashable, Sendable {
        /// The drift since the newest cleaning.
        private(set) var drift = Drift()
        /// The best mean of the first hours after any cleaning; nil before there is one.
        private(set) var best: Double?
        private var runs: RunningTime?
        private var minutes = OperatingMean()
        /// The distance below the best after the newest cleaning, in per cent.
        private(set) var low = LimitHold()
        /// The distance above the best, in per cent.
        private(set) var high = LimitHold()
        /// The time of its last cleaning; nil where only that of the whole purifier is known.
        private(set) var cleaned: Timestamp?
        /// The newest ten minutes of running since the newest cleaning, from the hour after each start.
        private(set) var newest: OperatingMean.Result?
        /// Whether any ten minutes were as near to the best as they should be; nil while none were.
        private var reached: Bool?
        /// Whether the best belongs to the newest cleaning, without an earlier one; nil while that is unknown.
        private var first: Bool?

        init(drift: Drift = Drift(), best: Double? = nil) { (self.drift, self.best) = (drift, best) }

        var run: RunningTime {
            get { runs ?? RunningTime() }
            set { runs = newValue }
        }
        var wasReached: Bool { reached == true }
        /// Whether there is nothing of an earlier cleaning to compare with.
        var isFirst: Bool { best == nil || first == true }

        private static let block = Duration.minutes(10)

        /// Starts over after a cleaning: nothing is compared until the purifier has run for a while.
        mutating func begin(_ time: Timestamp) {
            (drift, minutes, low, high) = (Drift(), OperatingMean(), LimitHold(), LimitHold())
            (cleaned, newest, reached, first) = (time, nil, nil, nil)
            // It ran before it was cleaned.
            if let since = run.since, since < time { run = RunningTime() }
        }

        /// Changes drift and best, and notes whether this gave the first best.
        mutating func keepingBest(_ change: (inout Drift, inout Double?) -> Void) {
            let hadNone = best == nil
            change(&drift, &best)
            if hadNone, best != nil { first = true }
        }

        /// Returns the mean of the ten minutes that a value completes; nil for other values. The first ten minutes are
        /// the last of the settling time.
        mutating func mean(
            _ value: Double, isOn: Bool?, limit: Limit, after settling: Duration, at time: Timestamp, gap: Duration
        ) -> OperatingMean.Result? {
            guard run.isSettled(isOn, after: settling - Self.block) else {
                if isOn != nil { minutes = OperatingMean() }
                return nil
            }
            guard let mean = minutes.add(Measured(value), at: time, span: Self.block, gap: gap) else { return nil }
            newest = mean
            if let distance = distance(of: mean), distance.magnitude <= limit.value { reached = true }
            return mean
        }

        /// Returns the distance of a mean above the best, in per cent; nil without a best.
        func distance(of mean: OperatingMean.Result) -> Double? {
            best.flatMap { $0 > 0 ? ((mean.mean - $0) / $0 * 100).settled : nil }
        }

        /// Compares ten minutes with the best, until the first hours after the cleaning are over.
        mutating func compare(
            _ value: Double, isOn: Bool?, limit: Limit, after settling: Duration, at time: Timestamp, gap: Duration
        ) {
            let mean = mean(value, isOn: isOn, limit: limit, after: settling, at: time, gap: gap)
            guard drift.first == nil, let distance = mean.flatMap({ distance(of: $0) }) else { return }
            deviate(distance, limit, at: time)
        }

        /// Compares the first hours after a cleaning with the best, and later a current that is too high.
        mutating func follow(isFirst: Bool, limit: Limit, at time: Timestamp) {
            guard let first = drift.first, let best, best > 0 else { return }
            if isFirst { return deviate((first - best) / best * 100, limit, at: time) }
            guard let change = drift.latest else { return }
            high.update(Measured(-change), .above, limit.value, band: limit.value * 0.2, at: time)
            // A cleaning may take effect later, and later fouling does not refute it.
            if low.since != nil {
                low.update(Measured(change), .above, limit.value, band: limit.value * 0.2, at: time)
            }
        }

        private mutating func deviate(_ percent: Double, _ limit: Limit, at time: Timestamp) {
            let band = limit.value * 0.2
            low.update(Measured((-percent).settled), .above, limit.value, band: band, at: time)
            high.update(Measured(percent.settled), .above, limit.value, band: band, at: time)
        }

        /// Returns the running time that is missing until there are ten minutes to judge by.
        func missing(after settling: Duration) -> Duration {
            max(settling - run.elapsed, Self.block - minutes.covered)
        }
    }
}

extension RunningTime {
    /// Whether it runs now, and has run for a time.
    func isSettled(_ isOn: Bool?, after time: Duration) -> Bool { isOn == true && elapsed >= time }
}
