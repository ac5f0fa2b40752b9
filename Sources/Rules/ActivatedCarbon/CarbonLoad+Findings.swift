import Facilities

extension CarbonLoad {
    /// Returns the finding of the load: the counted mass decides, then the mass that is possible, then whether enough
    /// was seen to judge.
    func loaded(at now: Timestamp) -> Finding? {
        guard let capacity else {
            return unjudged(
                Text(zh: "缺少装填量，无法判断吸附量占容量的比例", en: "the load cannot be judged without the mass of the carbon"), at: now
            )
        }
        let mass = mass(at: now)
        let (some, all) = (capacity * warning.value / 100, capacity * full.value / 100)
        let isEnough = mass.hours >= enough.value
        if mass.counted >= all { return finding(.red, mass, capacity, full, at: now) }
        if mass.counted >= some { return finding(.yellow, mass, capacity, warning, at: now) }
        if isEnough, mass.most >= all { return finding(.yellow, mass, capacity, full, at: now) }
        guard filling.at != nil else {
            return unjudged(
                Text(zh: "缺少装填日期，无法判断累计吸附量", en: "the load cannot be judged without the filling date"), at: now)
        }
        guard mass.running >= enough.value, mass.coverage < coverage.value / 100 else { return nil }
        return hardlySeen(mass, at: now)
    }

    /// Returns what is not entered: such a finding has no figure, unlike one of too small a coverage.
    func missingRecord(in finding: Finding) -> Text? {
        guard finding.cause.isEmpty, finding.figure == nil else { return nil }
        return capacity == nil
            ? Text(zh: "装填量", en: "the mass of the carbon") : Text(zh: "装填日期", en: "the filling date")
    }

    private func unjudged(_ text: Text, at now: Timestamp) -> Finding {
        Finding(rule: Self.id, level: .grey, since: now, limit: full, text: text)
    }

    private func hardlySeen(_ mass: AdsorbedMass, at now: Timestamp) -> Finding {
        let (share, limit) = (
            (mass.coverage * 100).plainText(decimals: 0, beside: coverage.value), coverage.value.plainText
        )
        let (hours, running) = (mass.hours.plainText(decimals: 0), mass.running.plainText(decimals: 0))
        let text = Text(
            zh: "风机运行约\(running)小时中只有\(hours)小时（\(share)%）有吸附量数据，不足\(limit)%，无法判断累计吸附量",
            en:
                "of some \(running) running hours only \(hours) (\(share) %, under \(limit) %) have data: the load cannot be judged"
        )
        return Finding(
            rule: Self.id, level: .grey, since: now, figure: mass.coverage * 100, limit: coverage, text: text)
    }

    private func finding(
        _ level: Finding.Level, _ mass: AdsorbedMass, _ capacity: Double, _ limit: Limit, at now: Timestamp
    ) -> Finding {
        let (when, band) = (forecastText(mass, capacity, at: now), bandText(mass))
        let (counted, most) = (mass.counted.plainText(decimals: 1), capacity.plainText(decimals: 1))
        let share = (mass.counted / capacity * 100).plainText(decimals: 0)
        let kilograms = limit.shown(capacity * limit.value / 100, .kilogram)
        let text = Text(
            zh:
                "已计入吸附量\(counted) kg，为容量s·m=\(most) kg的\(share)%\(band.zh)\(when.zh)，\(level == .red ? "应" : "请准备")更换活性炭",
            en:
                "\(counted) kg adsorbed as counted, \(share) % of the capacity s·m=\(most) kg\(band.en)\(when.en): \(level == .red ? "" : "prepare to ")replace the carbon"
        )
        return Finding(
            rule: Self.id, level: level, since: now, figure: mass.counted, limit: kilograms, text: text)
    }

    private func bandText(_ mass: AdsorbedMass) -> Text {
        let (least, most) = (mass.least.plainText(decimals: 1), mass.most.plainText(decimals: 1))
        let unseen = mass.unseen.plainText(decimals: 1)
        return Text(
            zh: "（约\(unseen)小时运行无数据，估计\(least)–\(most) kg）",
            en: " (about \(unseen) running hours unseen, \(least)–\(most) kg likely)")
    }

    private func forecastText(_ mass: AdsorbedMass, _ capacity: Double, at now: Timestamp) -> Text {
        let limit = capacity * full.value / 100
        guard mass.hours >= enough.value, mass.counted < limit, let day = state.full.day,
            let days = mass.days(to: limit)
        else { return Text(zh: "", en: "") }
        let today = now.day(utcOffset: utcOffset)
        let (soonest, latest) = (
            min(day, today + Int(min(days.soonest, 36_500))), max(day, today + Int(min(days.latest, 36_500)))
        )
        return Text(
            zh: "，预计\(day)（\(soonest)至\(latest)）饱和", en: ", full on \(day) (\(soonest) to \(latest))")
    }
}
