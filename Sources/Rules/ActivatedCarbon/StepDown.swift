import Facilities

/// A mean of ten minutes that falls to less than a share of what the hour before had. The hour before then stays the
/// measure, so that what lasts does not become usual.
struct StepDown: Codable, Hashable, Sendable {
    struct Fall: Codable, Hashable, Sendable {
        /// Mean of the hour before.
        var before: Double
        /// When that hour began.
        var from: Timestamp
        /// The newest mean below the share.
        var mean: Double
        var since: Timestamp
    }

    private(set) var fallen: Fall?
    private var mean = IntervalMean()
    /// The last hour with values, whenever that was.
    private var recent: [IntervalMean.Result] = []

    private static let length = Duration.minutes(10)
    private static let hour = 6

    mutating func add(_ value: Measured?, at time: Timestamp, share: Double, period: Duration = .seconds(1)) {
        let counting = value.flatMap { $0.bound.counts(for: .below) ? $0 : nil }
        guard let result = mean.add(counting, at: time, length: Self.length, period: period),
            result.capture >= MeanOverLimit.leastCapture
        else { return }
        if let fall = fallen { follow(fall, result.mean, share: share) } else { compare(result, share: share) }
    }

    private mutating func follow(_ fall: Fall, _ mean: Double, share: Double) {
        // A tenth above the share before it is over: what lies at the limit does not flicker.
        guard mean < fall.before * share * 1.1 else {
            fallen = nil
            return
        }
        if mean < fall.before * share { fallen?.mean = mean }
    }

    private mutating func compare(_ result: IntervalMean.Result, share: Double) {
        let before = recent.map(\.mean).reduce(0, +) / Double(Self.hour)
        if recent.count == Self.hour, result.mean < before * share {
            fallen = Fall(before: before, from: recent[0].start, mean: result.mean, since: result.start)
        } else {
            recent = (recent + [result]).suffix(Self.hour)
        }
    }

    /// What was before is no measure any more. What is told of a time before that hour changes nothing.
    mutating func forget(before time: Timestamp) {
        recent.removeAll { $0.start < time }
        if let fall = fallen, time >= fall.from { fallen = nil }
    }
}
