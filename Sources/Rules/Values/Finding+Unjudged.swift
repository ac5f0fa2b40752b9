import Facilities

extension Finding {
    /// Returns the grey finding that there are too few data for a mean. A mean over its limit stays one until another
    /// mean shows otherwise.
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

    /// Returns the same finding for one channel, with its place.
    static func unjudged(
        _ rule: String, _ mean: Text, of channel: Channel, _ seen: Observed, limit: Limit
    ) -> Finding {
        var finding = unjudged(rule, mean, of: channel, since: seen.now, limit: limit)
        finding.text = seen.at(channel, finding.text)
        return finding
    }
}
