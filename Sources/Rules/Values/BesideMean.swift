import Facilities

/// The mean of a quantity over the intervals of another, such as the air volume over those of the fume.
struct BesideMean: Codable, Hashable, Sendable {
    private var mean: IntervalMean
    /// The mean of the newest interval with data.
    private var last: IntervalMean.Result?

    init(_ mean: IntervalMean = IntervalMean()) { self.mean = mean }

    mutating func add(_ value: Measured?, at time: Timestamp, length: Duration, period: Duration) {
        if let result = mean.add(value, at: time, length: length, period: period) { last = result }
    }

    /// Returns the mean of the interval that began at `start`; nil where it had too few data, or is not over.
    func mean(from start: Timestamp) -> Measured? {
        guard let last, last.start == start, last.capture >= MeanOverLimit.leastCapture else { return nil }
        return last.measured
    }
}
