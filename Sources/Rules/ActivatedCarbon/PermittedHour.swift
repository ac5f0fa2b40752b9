import Facilities

/// One figure of the emission as hourly means, and since when valid hours have been past what the permit says.
struct PermittedHour: Codable, Hashable, Sendable {
    private var outlet = IntervalMean()
    /// What the outlet is reckoned with, of the same values: the air volume, or the inlet.
    private var other = Accumulator(.arithmetic)
    /// Whether all values of that were exact.
    private var isOtherExact = true
    private var hold = LimitHold()
    /// The newest valid hour that was past.
    private(set) var past: Hour?
    /// When the newest valid hour began, whatever it showed.
    private var valid: Timestamp?
    /// Since when the fan has been running; nil while it stands.
    private var begin: Timestamp?

    struct Hour: Codable, Hashable, Sendable {
        var outlet: Double
        var other: Double?
        var figure: Double
        /// Nil where the figure is exact.
        var bound: Bound?
    }

    /// A limit, and what is compared with it.
    struct Way: Sendable {
        var limit: Limit
        var side: Threshold.Side
        /// Of the mean at the outlet and of the other; nil where an hour says nothing.
        var figure: @Sendable (Double, Double?) -> Double?
    }

    var since: Timestamp? { past == nil ? nil : hold.since }

    /// Takes one minute's values in; nil where they cannot show that the limit is passed.
    mutating func add(
        _ outlet: Measured?, _ other: Measured?, isPaired: Bool, _ way: Way, runs: Bool, at time: Timestamp,
        period: Duration
    ) {
        begin = runs ? begin ?? time : nil
        let isWhole = runs && outlet != nil && (!isPaired || other != nil)
        if let mean = self.outlet.add(isWhole ? outlet : nil, at: time, length: .hours(1), period: period) {
            if mean.capture >= MeanOverLimit.leastCapture { judge(mean, self.other.mean?.settled, way) }
            (self.other, isOtherExact) = (Accumulator(.arithmetic), true)
        }
        guard isWhole, let other else { return }
        self.other.add(other.value)
        if other.bound != .exact { isOtherExact = false }
    }

    private mutating func judge(_ outlet: IntervalMean.Result, _ other: Double?, _ way: Way) {
        valid = outlet.start
        guard let figure = way.figure(outlet.mean, other)?.settled else { return }
        let isExact = outlet.bound == nil && isOtherExact
        let bound: Bound = way.side == .above ? .atLeast : .atMost
        let measured = Measured(figure, isExact ? .exact : bound)
        if measured.isPast(way.limit.value, way.side) == true {
            past = Hour(outlet: outlet.mean, other: other, figure: figure, bound: isExact ? nil : bound)
        }
        hold.update(measured, way.side, way.limit.value, band: 0, at: outlet.start)
    }

    /// Whether a valid hour tells how things are: a fan that ran for less than three hours since then is no old news.
    func isCurrent(at time: Timestamp) -> Bool {
        guard let begin else { return true }
        guard let valid else { return false }
        return time - max(valid, begin) < .hours(3)
    }
}
