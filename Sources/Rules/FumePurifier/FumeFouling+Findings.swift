import Facilities

extension FumeFouling {
    /// Returns the finding of the trend of the newest hours: too far from the best, or soon to be.
    func finding(
        _ channel: Channel, _ drift: Drift, _ limit: Limit, _ what: Text, _ seen: Observed
    ) -> Finding? {
        guard let warning = drift.warning, let change = drift.change else { return nil }
        let (is_, of, span) = (
            change.plainText(decimals: 0, beside: limit.value), limit.value.plainText, hours.value.plainText
        )
        let due = seen.day(warning.due)
        let then =
            if drift.isTooFar {
                Text(zh: "超过\(of)%", en: "over \(of) %")
            } else {
                Text(zh: "按近期趋势约于\(due)达到\(of)%", en: "at this pace it reaches \(of) % about \(due)")
            }
        let text = Text(
            zh: "净化器\(what.zh)\(is_)%（与历次清洗后最初\(span)小时运行均值中最好的相比），\(then.zh)，请提前清洗",
            en:
                "the purifier's \(what.en) \(is_) % from the best mean of the first \(span) h of operation after a cleaning, \(then.en): clean it early"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel,
            level: drift.isTooFar ? Self.colour.level(of: limit) : .yellow, since: warning.since,
            figure: change, limit: limit, text: seen.at(channel, text))
    }

    /// Returns the findings of the current after the newest cleaning.
    func recovered(_ watch: Watch, _ channel: Channel, _ seen: Observed) -> [Finding] {
        guard let best = watch.best else { return [] }
        let base = best.plainText(decimals: 2)
        let found: [(LimitHold, String, Text)] = [
            (watch.low, "notShown", Text(zh: "低", en: "below")), (watch.high, "high", Text(zh: "高", en: "above")),
        ]
        return found.compactMap { hold, what, side in
            guard let since = hold.since, let figure = hold.figure else { return nil }
            let percent = figure.plainText(decimals: 0, beside: recovery.value)
            let cause =
                if what == "high" {
                    Text(zh: "可能没干透或漏电，先断电检查", en: "the cell may be wet or shorted: switch it off and check it")
                } else {
                    Text(
                        zh: "登记的清洗没有体现出来，可能没洗净、没装到位",
                        en: "the cleaning on record does not show; the cell may not be clean, or not in its place")
                }
            let text = Text(
                zh: "净化器电流比历次清洗后的最好值\(base) A\(side.zh)\(percent)%，\(cause.zh)",
                en:
                    "the purifier's current is \(percent) % \(side.en) the best after a cleaning, \(base) A: \(cause.en)"
            )
            return Finding(
                rule: Self.id, cause: "\(channel.id)/\(what)", of: channel, level: .yellow, since: since,
                figure: figure, limit: recovery, text: seen.at(channel, text))
        }
    }
}
