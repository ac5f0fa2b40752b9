import Facilities

/// What several rules do: means over intervals from the hour, of which the last complete one decides.
struct MeanOverLimit: Codable, Hashable, Sendable {
    private var mean: IntervalMean
    /// The last interval in which there were data enough for a verdict.
    private(set) var last: IntervalMean.Result?

    /// Fewer data than this share of an interval give no verdict.
    static let leastCapture = 0.75

    init(_ averaging: Quantity.Averaging = .arithmetic) {
        mean = IntervalMean(averaging)
    }

    /// Takes a value in; gives the interval that it completed, if there were data enough in that.
    @discardableResult
    mutating func add(_ value: Double?, at time: Timestamp, length: Duration) -> IntervalMean.Result? {
        guard let result = mean.add(value, at: time, length: length), result.capture >= Self.leastCapture else {
            return nil
        }
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

extension Finding {
    /// There are not data enough for a mean. What was over its limit before stays so until a mean says otherwise.
    static func unjudged(_ rule: String, _ mean: Text, since: Timestamp, limit: Limit) -> Finding {
        let text = Text(
            zh: "尚无足够数据得出\(mean.zh)，无法判断", en: "not data enough for the \(mean.en): it cannot be judged"
        )
        return Finding(rule: rule, cause: "data", level: .grey, since: since, limit: limit, text: text)
    }
}
