import Facilities

/// The 500 hours of operation.
extension CarbonCycle {
    var capsHours: Bool { [.both, .hours].contains(settings.cap) }

    private func estimated(at now: Timestamp) -> Double {
        state.fan.estimated(at: now, since: filling.at, daily: settings.dailyHours)
    }

    mutating func forecastHours(at now: Timestamp, today: Day) {
        guard capsHours else { return }
        let left = hours.value - estimated(at: now)
        guard left >= 0 else { return state.full.reach(today: today) }
        let pace = state.fan.pace(at: now, daily: settings.dailyHours) ?? 0
        let days = pace > 0 ? left / pace : .infinity
        guard days < 36_500 else { return state.full.update(nil, today: today) }
        let full = now + .milliseconds(Int64(days * 86_400_000))
        state.full.update(full.day(utcOffset: utcOffset), today: today)
    }

    func hoursFinding(at now: Timestamp) -> Finding? {
        let today = now.day(utcOffset: utcOffset)
        guard capsHours, let full = state.full.day, today + warning.whole >= full else { return nil }
        let run = state.fan.measured
        let (unseen, over) = (estimated(at: now) - run, run > hours.value)
        // A cycle that has ended by the calendar needs no estimate.
        if unseen >= 0.05, !over, let end = calendarEnd?.day, today > end { return nil }
        let (done, guess, ending) = (
            run.plainText(decimals: 1, beside: hours.value), estimateText(unseen), endingText(full, over)
        )
        let text = Text(
            zh: "累计运行\(done)小时\(guess.zh)，\(ending.zh)", en: "\(done) h of operation\(guess.en), \(ending.en)")
        return Finding(
            rule: Self.id, cause: "hours", level: over ? .red : .yellow, since: now, figure: run, limit: hours,
            text: text
        )
    }

    /// The hours as measured, and the hours that are likely for the time in which nobody saw the fan.
    var runningHours: Gauge? {
        guard capsHours, let now else { return nil }
        let limit = Measure(hours.value, .hour)
        guard state.fan.run.hours > 0 else {
            return Gauge(
                .runningHours, figure: nil, limit: limit,
                note: Text(zh: "没有风机信号，不知道", en: "not known: there is no signal of the fan"))
        }
        let (run, most) = (state.fan.measured, estimated(at: now))
        let unseen = filling.at.map { max(0, (now - $0).inHours - state.fan.run.hours) } ?? 0
        let hours = unseen.plainText(decimals: 0)
        return Gauge(
            .runningHours, figure: Measure(run, .hour), limit: limit, band: most - run >= 0.05 ? run...most : nil,
            since: installed,
            note: unseen < 1 ? nil : Text(zh: "另有\(hours)小时没看到风机", en: "the fan was not seen for another \(hours) h"))
    }

    private func estimateText(_ unseen: Double) -> Text {
        guard unseen >= 0.05 else { return Text(zh: "", en: "") }
        let hours = unseen.plainText(decimals: 1)
        return Text(zh: "，无风机信号期间推算约\(hours)小时", en: ", and some \(hours) h while nobody saw the fan")
    }

    private func endingText(_ full: Day, _ over: Bool) -> Text {
        let limit = hours.value.plainText
        return if over {
            Text(zh: "已超\(limit)小时，应更换活性炭", en: "over \(limit) h: replace the carbon")
        } else {
            Text(
                zh: "预计\(full)达到\(limit)小时，请准备更换活性炭",
                en: "expected to reach \(limit) h on \(full): prepare to replace the carbon")
        }
    }

    /// Returns the finding of a fan that is not seen, without which hours cannot be counted.
    func unseenFan(_ seen: Observed) -> Finding? {
        capsHours ? seen.missing(anyOf: [.fanState, .fanCurrent], Self.id, missingAfter) : nil
    }
}
