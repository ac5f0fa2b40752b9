import Facilities

/// Means over intervals from the hour, for rules in which the last complete one decides.
struct MeanOverLimit: Codable, Hashable, Sendable {
    private var mean: IntervalMean
    /// The last interval with enough data for a verdict.
    private(set) var last: IntervalMean.Result?

    /// The share of an interval with data below which there is no verdict: HJ 75-2017 calls an hour valid with 45
    /// minutes.
    static let leastCapture = 0.75

    init(_ averaging: Quantity.Averaging = .arithmetic) {
        mean = IntervalMean(averaging)
    }

    /// Returns the earliest end of an interval with enough data, where there was none yet; nil where there was, and
    /// where no value came. An interval of which a quarter was over before the first value gives no mean.
    func ready(length: Duration) -> Timestamp? {
        guard last == nil, let begun = mean.begun else { return nil }
        return Self.end(from: begun, length: length)
    }

    /// Returns the end of the first interval with enough data, if values come from a time on.
    static func end(from begin: Timestamp, length: Duration) -> Timestamp {
        let end = begin.start(ofInterval: length) + length
        return end - begin < .seconds(length.inSeconds * leastCapture) ? end + length : end
    }

    /// Takes a value in. Returns the interval that it completed, if that has enough data.
    @discardableResult
    mutating func add(
        _ value: Measured?, at time: Timestamp, length: Duration, period: Duration = .seconds(1)
    ) -> IntervalMean.Result? {
        guard let result = mean.add(value, at: time, length: length, period: period),
            result.capture >= Self.leastCapture
        else { return nil }
        last = result
        return result
    }

    /// Whether the last verdict is still representative: one interval with too few data is bridged, two are not.
    ///
    /// - Parameter begin: The time since which there has been something to judge; earlier times do not count as
    ///   missing.
    func isCurrent(at time: Timestamp, length: Duration, since begin: Timestamp? = nil) -> Bool {
        guard let last else { return false }
        return time - max(last.start, begin ?? last.start) < length * 3
    }
}
