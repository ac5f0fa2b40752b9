import Facilities

extension CarbonCycle {
    /// The end of the cycle on a day of the calendar.
    struct End: Hashable, Sendable {
        var day: Day
        var by: Reason
        /// The limit that it follows from, with the days that this limit allows in all.
        var limit: Limit

        enum Reason: Hashable, Sendable {
            case design, formula, months
        }
    }

    /// The earlier of two days: the end by the plan or the formula, and the end of three months, which count while the
    /// plant stands too.
    var calendarEnd: End? { [plannedEnd, monthsEnd].compactMap(\.self).min { $0.day < $1.day } }

    private var plannedEnd: End? {
        guard let day = state.planned.day else { return nil }
        return if settings.designCycle == nil {
            End(day: day, by: .formula, limit: limit("苏环办〔2021〕218号"))
        } else {
            End(day: day, by: .design, limit: limit("设计方案 design plan"))
        }
    }

    private var monthsEnd: End? {
        guard [.both, .months].contains(settings.cap), let installed else { return nil }
        return End(day: installed.adding(months: months.whole), by: .months, limit: months)
    }

    private func limit(_ source: String) -> Limit { Limit("cycle", 0, .day, source: source, verified: false) }

    private func text(_ reason: End.Reason) -> Text {
        switch reason {
        case .design:
            let days = settings.designCycle ?? 0
            guard filledShare != nil else {
                return Text(zh: "设计方案周期\(days)天", en: "the design plan's cycle of \(days) d")
            }
            let (left, mass) = ((designDays ?? 0).plainText(decimals: 1), (filling.mass ?? 0).plainText(decimals: 1))
            let design = (settings.mass ?? 0).plainText(decimals: 1)
            return Text(
                zh: "设计方案周期\(days)天，按实际装填\(mass) kg（设计\(design) kg）折算\(left)天",
                en: "the design plan's cycle of \(days) d, which for \(mass) kg in place of \(design) kg is \(left) d")
        case .formula:
            let (days, factors) = ((formula.days ?? 0).plainText(decimals: 1), formula.text)
            return Text(
                zh: "公式周期T=\(days)天（\(factors.zh)）", en: "the formula's cycle T=\(days) d (\(factors.en))")
        case .months:
            let most = months.value.plainText
            return Text(zh: "\(most)个月", en: "\(most) months")
        }
    }

    func calendarFinding(at now: Timestamp) -> Finding? {
        let today = now.day(utcOffset: utcOffset)
        guard let installed, let end = calendarEnd, today + warning.whole >= end.day else {
            return unjudged(at: now)
        }
        let days = end.limit.shown(as: "cycle", Double(end.day.number - installed.number), .day)
        let time = DutyTime(from: installed, due: end.day, warning: warning.whole, utcOffset: utcOffset)
        let over = time.isOver(at: now)
        // A forecast moves, so that its reminder begins now and not on the computed day.
        let isForecast = !over && end.by == .formula
        let since = isForecast ? now : time.since(at: now)
        let reason = text(end.by)
        let text = Text(
            zh: "\(installed)装填，\(reason.zh)\(over ? "已于\(end.day)到期，应" : "将于\(end.day)到期，请准备")更换活性炭",
            en:
                "filled on \(installed), \(reason.en) \(over ? "ended on \(end.day): replace" : "ends on \(end.day): prepare to replace") the carbon"
        )
        let age = Double(today.number - installed.number)
        return Finding(rule: Self.id, level: over ? .red : .yellow, since: since, figure: age, limit: days, text: text)
    }

    /// The inputs without which the end of the cycle cannot be computed.
    private var missing: Text {
        let date = installed == nil ? [Text(zh: "装填日期", en: "filling date")] : []
        let all = date + (settings.designCycle == nil ? formula.missing : [])
        return Text(zh: all.map(\.zh).joined(separator: "、"), en: all.map(\.en).joined(separator: ", "))
    }

    func missingRecord(in finding: Finding) -> Text? {
        finding.cause.isEmpty ? missing : nil
    }

    /// Whether the calendar gives the begin of a finding: it does not for hours, nor for a reminder that rests on a
    /// forecast.
    func isDated(_ finding: Finding) -> Bool {
        guard finding.cause.isEmpty else { return false }
        switch finding.level {
        case .red: return true
        case .yellow: return calendarEnd?.by != .formula
        case .grey: return installed != nil
        }
    }

    private func unjudged(at now: Timestamp) -> Finding? {
        guard state.lacking != nil else { return nil }
        let missing = missing
        let text = Text(zh: "缺少\(missing.zh)，无法判断更换周期", en: "the cycle cannot be judged without \(missing.en)")
        let since = min(now, filling.at ?? now)
        return Finding(rule: Self.id, level: .grey, since: since, limit: months, text: text)
    }
}
