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
        /// What the fan did in that hour, and what it does now; nil in the memory of 0.1.0.
        var fanBefore: FanPoint?
        var fan: FanPoint?

        var pointBefore: AdsorberPoint { AdsorberPoint(pressure: before, fan: fanBefore ?? FanPoint()) }
        var point: AdsorberPoint { AdsorberPoint(pressure: mean, fan: fan ?? FanPoint()) }
    }

    private struct Block: Codable, Hashable {
        var start: Timestamp
        var mean: Double
        /// Nil in the memory of 0.1.0.
        var fan: FanPoint?
    }

    private(set) var fallen: Fall?
    private var mean = IntervalMean()
    /// The last hour with values, whenever that was.
    private var recent: [Block] = []
    /// Of the interval that is open; nil before its first value.
    private var fan: FanMean?

    private static let length = Duration.minutes(10)
    private static let hour = 6

    /// - Parameter beside: what the fan does while the value comes.
    mutating func add(
        _ value: Measured?, beside: @autoclosure () -> FanPoint = FanPoint(), at time: Timestamp, share: Double,
        period: Duration = .seconds(1)
    ) {
        let counting = value.flatMap { $0.bound.counts(for: .below) ? $0 : nil }
        let open = mean.start
        let result = mean.add(counting, at: time, length: Self.length, period: period)
        let ended = fan
        if mean.start != open { fan = nil }
        if counting != nil {
            var all = fan ?? FanMean()
            all.add(beside())
            fan = all
        }
        guard let result, result.capture >= MeanOverLimit.leastCapture else { return }
        take(Block(start: result.start, mean: result.mean, fan: ended?.point), share: share)
    }

    private mutating func take(_ block: Block, share: Double) {
        if let fall = fallen { follow(fall, block, share: share) } else { compare(block, share: share) }
    }

    private mutating func follow(_ fall: Fall, _ block: Block, share: Double) {
        // A tenth above the share before it is over: what lies at the limit does not flicker.
        guard block.mean < fall.before * share * 1.1 else {
            fallen = nil
            return
        }
        guard block.mean < fall.before * share else { return }
        fallen?.mean = block.mean
        fallen?.fan = block.fan
    }

    private mutating func compare(_ block: Block, share: Double) {
        guard let hour, block.mean < hour.pressure * share else {
            recent = (recent + [block]).suffix(Self.hour)
            return
        }
        fallen = Fall(
            before: hour.pressure, from: recent[0].start, mean: block.mean, since: block.start, fanBefore: hour.fan,
            fan: block.fan)
    }

    /// Means of the last hour with values; nil before there is one.
    var hour: AdsorberPoint? {
        guard recent.count == Self.hour else { return nil }
        func mean(_ part: KeyPath<FanPoint, Double?>) -> Double? {
            let values = recent.compactMap { $0.fan?[keyPath: part] }
            return values.count == Self.hour ? (values.reduce(0, +) / Double(Self.hour)).settled : nil
        }
        return AdsorberPoint(
            pressure: recent.map(\.mean).reduce(0, +) / Double(Self.hour),
            fan: FanPoint(flow: mean(\.flow), current: mean(\.current)))
    }

    /// What was before is no measure any more. What is told of a time before that hour changes nothing.
    mutating func forget(before time: Timestamp) {
        recent.removeAll { $0.start < time }
        if let fall = fallen, time >= fall.from { fallen = nil }
    }
}
