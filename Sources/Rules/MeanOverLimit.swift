import Facilities

/// What several rules do: means over intervals from the hour, of which the last complete one decides.
struct MeanOverLimit: Codable, Hashable, Sendable {
    private var mean = IntervalMean()
    /// The last interval in which there were data enough for a verdict.
    private(set) var last: IntervalMean.Result?

    /// Fewer data than this give no verdict.
    private static let leastCapture = 0.75

    mutating func add(_ value: Double?, at time: Timestamp, length: Duration) {
        guard let result = mean.add(value, at: time, length: length), result.capture >= Self.leastCapture else {
            return
        }
        last = result
    }
}
