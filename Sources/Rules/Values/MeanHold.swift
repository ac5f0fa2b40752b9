import Facilities

/// The last mean of an interval that decides, and the time since which means have been past their limit.
struct MeanHold: Codable, Hashable, Sendable {
    private(set) var mean: MeanOverLimit
    private var hold = LimitHold()
    /// The newest interval whose mean was past the limit.
    private(set) var past: IntervalMean.Result?

    init(_ averaging: Quantity.Averaging = .arithmetic) {
        mean = MeanOverLimit(averaging)
    }

    /// Continues from form 0, which had the mean, and apart from it the time since which means had been over.
    init(_ mean: MeanOverLimit, over: Hold) {
        self.mean = mean
        past = over.isOn ? mean.last : nil
        hold = LimitHold(over, figure: past?.mean)
    }

    var since: Timestamp? { hold.since }
    var figure: Double? { hold.figure }
    /// The last interval with enough data.
    var last: IntervalMean.Result? { mean.last }
    var bound: Bound { hold.bound }

    /// Takes a value in. Returns the interval that it completed, if that has enough data. A mean with bounds in it can
    /// show that a limit is passed, and never that it is not.
    ///
    /// - Parameters:
    ///   - limit: Returns the limit of an interval that begins at a time.
    ///   - reference: Returns the figure that is compared with the limit in place of the mean, such as a conversion of
    ///     it.
    @discardableResult
    mutating func add(
        _ value: Measured?, at time: Timestamp, length: Duration, period: Duration,
        limit: (Timestamp) -> Double, reference: (Double) -> Double = { $0 }
    ) -> IntervalMean.Result? {
        let counting = value?.counting(for: .above)
        guard let result = mean.add(counting, at: time, length: length, period: period) else { return nil }
        let judged = Measured(reference(result.mean), result.bound ?? .exact)
        let limit = limit(result.start)
        if judged.isPast(limit, .above) == true { past = result }
        hold.update(judged, .above, limit, band: 0, at: result.start)
        return result
    }

    func isCurrent(at time: Timestamp, length: Duration, since begin: Timestamp? = nil) -> Bool {
        mean.isCurrent(at: time, length: length, since: begin)
    }
}
