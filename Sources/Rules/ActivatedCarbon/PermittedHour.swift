import Facilities

/// One figure of the emission as hourly means, and the time since which valid hours have exceeded the permit.
struct PermittedHour: Codable, Hashable, Sendable {
    private var outlet = IntervalMean()
    /// The mean of the other input over the same values: the air volume, or the inlet.
    private var other = Accumulator(.arithmetic)
    /// Whether all values of the other input were exact.
    private var isOtherExact = true
    private var hold = LimitHold()
    /// The newest valid hour that exceeded the permit.
    private(set) var past: Hour?
    /// The begin of the newest valid hour, whatever it showed.
    private var valid: Timestamp?
    /// The time since which the fan has been running; nil while it stands.
    private var begin: Timestamp?

    struct Hour: Codable, Hashable, Sendable {
        var outlet: Double
        var other: Double?
        var figure: Double
        /// The bound of the figure; nil where it is exact.
        var bound: Bound?
    }

    /// A limit, and the figure that is compared with it.
    struct Way: Sendable {
        var limit: Limit
        var side: LimitSide
        /// Returns the figure from the mean at the outlet and that of the other input; nil where an hour shows nothing.
        var figure: @Sendable (Double, Double?) -> Double?
    }

    var since: Timestamp? { past == nil ? nil : hold.since }

    /// Takes one minute's values in; nil where they cannot show that the limit is passed.
    ///
    /// - Parameter isPaired: Whether a minute counts only with both values.
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

    /// Whether the newest valid hour is still representative: the fan has run for less than three hours since then.
    func isCurrent(at time: Timestamp) -> Bool {
        guard let begin else { return true }
        guard let valid else { return false }
        return time - max(valid, begin) < .hours(3)
    }
}
