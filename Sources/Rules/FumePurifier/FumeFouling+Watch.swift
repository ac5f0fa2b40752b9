import Facilities

extension FumeFouling {
    /// One channel.
    struct Watch: Codable, Hashable, Sendable {
        /// Since the newest cleaning.
        private(set) var drift = Drift()
        /// Of the first hours after all cleanings.
        private(set) var best: Double?
        private var runs: RunningTime?
        private var minutes = OperatingMean()
        /// How far below the best it was after the newest cleaning, in per cent.
        private(set) var low = LimitHold()
        /// How far above the best it is.
        private(set) var high = LimitHold()
        /// When it was last cleaned; nil where that is known of the whole purifier only.
        private(set) var cleaned: Timestamp?
        /// The newest ten minutes of running since the newest cleaning, from the hour after each start.
        private(set) var newest: OperatingMean.Result?
        /// Whether it was as near to the best as it should be in any of them; nil while it was not.
        private var reached: Bool?
        /// Whether the best is of the newest cleaning, and there was none before; nil while that is not known.
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

        /// A new cleaning: nothing is compared until it has run for a while.
        mutating func begin(_ time: Timestamp) {
            (drift, minutes, low, high) = (Drift(), OperatingMean(), LimitHold(), LimitHold())
            (cleaned, newest, reached, first) = (time, nil, nil, nil)
            // It ran before it was cleaned.
            if let since = run.since, since < time { run = RunningTime() }
        }

        /// Changes drift and best, and notes whether that gave the first best.
        mutating func keepingBest(_ change: (inout Drift, inout Double?) -> Void) {
            let hadNone = best == nil
            change(&drift, &best)
            if hadNone, best != nil { first = true }
        }

        /// The ten minutes that a value completes. The first of them are the last of the time in which it settles.
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

        /// How far a mean is above the best, in per cent; nil without a best.
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

        /// What the first hours say of the cleaning, and later ones of a current that is too high.
        mutating func follow(isFirst: Bool, limit: Limit, at time: Timestamp) {
            guard let first = drift.first, let best, best > 0 else { return }
            if isFirst { return deviate((first - best) / best * 100, limit, at: time) }
            guard let change = drift.latest else { return }
            high.update(Measured(-change), .above, limit.value, band: limit.value * 0.2, at: time)
            // A cleaning that did not show may show later, and what fouls later says nothing of it.
            if low.since != nil {
                low.update(Measured(change), .above, limit.value, band: limit.value * 0.2, at: time)
            }
        }

        private mutating func deviate(_ percent: Double, _ limit: Limit, at time: Timestamp) {
            let band = limit.value * 0.2
            low.update(Measured((-percent).settled), .above, limit.value, band: band, at: time)
            high.update(Measured(percent.settled), .above, limit.value, band: band, at: time)
        }

        /// How much longer it must run until there are ten minutes to judge by.
        func missing(after settling: Duration) -> Duration {
            max(settling - run.elapsed, Self.block - minutes.covered)
        }
    }
}

extension RunningTime {
    /// Whether it runs now, and has run for so long.
    func isSettled(_ isOn: Bool?, after time: Duration) -> Bool { isOn == true && elapsed >= time }
}
