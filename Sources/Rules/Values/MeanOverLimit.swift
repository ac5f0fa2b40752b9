import Facilities

/// What several rules do: means over intervals from the hour, of which the last complete one decides.
struct MeanOverLimit: Codable, Hashable, Sendable {
    private var mean: IntervalMean
    /// The last interval in which there were data enough for a verdict.
    private(set) var last: IntervalMean.Result?

    /// Fewer data than this share of an interval give no verdict: HJ 75-2017 calls an hour valid with 45 minutes.
    static let leastCapture = 0.75

    init(_ averaging: Quantity.Averaging = .arithmetic) {
        mean = IntervalMean(averaging)
    }

    /// When an interval with data enough ends at the earliest, where there was none yet; nil where there was, and where no value came.
    /// An interval of which a quarter was over before the first value gives no mean: the next one does.
    func ready(length: Duration) -> Timestamp? {
        guard last == nil, let begun = mean.begun else { return nil }
        return Self.end(from: begun, length: length)
    }

    /// The end of the first interval with data enough, if values come from a time on.
    static func end(from begin: Timestamp, length: Duration) -> Timestamp {
        let end = begin.start(ofInterval: length) + length
        return end - begin < .seconds(length.inSeconds * leastCapture) ? end + length : end
    }

    /// Takes a value in; gives the interval that it completed, if there were data enough in that.
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

    /// Whether the last verdict still tells how things are: one interval without data enough is bridged, two are not.
    ///
    /// - Parameter begin: since when there has been something to judge; times before do not count as missing.
    func isCurrent(at time: Timestamp, length: Duration, since begin: Timestamp? = nil) -> Bool {
        guard let last else { return false }
        return time - max(last.start, begin ?? last.start) < length * 3
    }
}

extension ByDevice {
    /// The newest mean of each device that a rule has judged.
    ///
    /// - Parameters:
    ///   - mean: that of what is remembered of a device.
    ///   - limit: of an interval that begins at a time.
    func judged(
        _ rule: String, _ quantity: Quantity, length: Duration, _ mean: (Value) -> MeanOverLimit,
        limit: (Timestamp) -> Limit
    ) -> [JudgedMean] {
        devices.compactMap { device in
            guard let mean = self[device].map(mean), let last = mean.last else { return nil }
            return JudgedMean(
                rule: rule, channel: Channel.ID(device, quantity), start: last.start, length: length, mean: last.mean,
                bound: last.bound ?? .exact, limit: limit(last.start))
        }
    }

    /// When the last of the devices that have no mean yet has one, if values keep coming; nil where none waits.
    func ready(length: Duration, _ mean: (Value) -> MeanOverLimit) -> Timestamp? {
        values.compactMap { mean($0).ready(length: length) }.max()
    }
}

/// The last mean of an interval that decides, and since when means have been past their limit.
struct MeanHold: Codable, Hashable, Sendable {
    private(set) var mean: MeanOverLimit
    private var hold = LimitHold()
    /// The newest interval whose mean was past the limit.
    private(set) var past: IntervalMean.Result?

    init(_ averaging: Quantity.Averaging = .arithmetic) {
        mean = MeanOverLimit(averaging)
    }

    /// As form 0 remembered it: the mean, and apart from it since when means had been over.
    init(_ mean: MeanOverLimit, over: Hold) {
        self.mean = mean
        past = over.isOn ? mean.last : nil
        hold = LimitHold(over, figure: past?.mean)
    }

    var since: Timestamp? { hold.since }
    var figure: Double? { hold.figure }
    /// The last interval with data enough.
    var last: IntervalMean.Result? { mean.last }
    var bound: Bound { hold.bound }

    /// Takes a value in; gives the interval that it completed, if there were data enough in that. A mean with bounds in it
    /// can show that a limit is passed, and does not show that it is not.
    ///
    /// - Parameters:
    ///   - limit: of an interval that begins at a time.
    ///   - reference: what is compared with the limit in place of the mean, such as a conversion of it.
    @discardableResult
    mutating func add(
        _ value: Measured?, at time: Timestamp, length: Duration, period: Duration,
        limit: (Timestamp) -> Double, reference: (Double) -> Double = { $0 }
    ) -> IntervalMean.Result? {
        let counting = value.flatMap { $0.bound.counts(for: .above) ? $0 : nil }
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

extension Finding {
    /// There are not data enough for a mean. What was over its limit before stays so until a mean says otherwise.
    static func unjudged(
        _ rule: String, _ mean: Text, of channel: Channel? = nil, since: Timestamp, limit: Limit
    ) -> Finding {
        let text = Text(
            zh: "尚无足够数据得出\(mean.zh)，无法判断", en: "not data enough for the \(mean.en): it cannot be judged"
        )
        let cause = channel.map { "\($0.id)/data" } ?? "data"
        return Finding(
            rule: rule, cause: cause, of: channel, level: .grey, since: since, limit: limit.addressed(to: .installer),
            text: text)
    }

    /// The same of one channel, with its place.
    static func unjudged(
        _ rule: String, _ mean: Text, of channel: Channel, _ seen: Observed, limit: Limit
    ) -> Finding {
        var finding = unjudged(rule, mean, of: channel, since: seen.now, limit: limit)
        finding.text = seen.at(channel, finding.text)
        return finding
    }
}
