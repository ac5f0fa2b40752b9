import Facilities

/// A mean of ten minutes that falls below a share of the mean of the hour before. That hour then stays the reference,
/// so that a lasting fall does not become normal.
struct StepDown: Codable, Hashable, Sendable {
    struct Fall: Codable, Hashable, Sendable {
        /// The mean of the hour before, Pa.
        var before: Double
        /// The begin of that hour.
        var from: Timestamp
        /// The newest mean below the share, Pa.
        var mean: Double
        var since: Timestamp
        /// The state of the fan in that hour, and now; nil in the memory of 0.1.0.
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
    /// The newest hour with values, whenever that was.
    private var recent: [Block] = []
    /// The mean of the fan in the open interval; nil before its first value.
    private var fan: FanMean?

    private static let length = Duration.minutes(10)
    private static let hour = 6

    /// Takes a value in.
    ///
    /// - Parameters:
    ///   - beside: The state of the fan at that time.
    ///   - share: The share below which a mean has fallen, 0 to 1.
    mutating func add(
        _ value: Measured?, beside: @autoclosure () -> FanPoint = FanPoint(), at time: Timestamp, share: Double,
        period: Duration = .seconds(1)
    ) {
        let counting = value?.counting(for: .below)
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
        // The share must rise a tenth above the limit to end the finding, so that it does not flicker.
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

    /// The means of the newest hour with values; nil before there is one.
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

    /// Drops the hours that began before a time. A time before the reference hour changes nothing.
    mutating func forget(before time: Timestamp) {
        recent.removeAll { $0.start < time }
        if let fall = fallen, time >= fall.from { fallen = nil }
    }
}
