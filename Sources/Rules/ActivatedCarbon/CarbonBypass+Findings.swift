import Facilities

extension CarbonBypass {
    /// Adds the findings of one box. While its hoses may be reversed, no other finding begins.
    func add(_ box: Box, _ channel: Channel, to verdict: inout Verdict, _ seen: Observed) {
        verdict.add(reversed(box, channel, seen), .checkSensors, in: seen)
        if let found = nearZero(box, channel, seen) ?? fallen(box, channel, seen) {
            verdict.add(found.finding, found.action, in: seen)
        }
        verdict.add(thinFilling(channel, seen), .checkAdsorber, in: seen)
    }

    private static let reversal = "/reversed"

    /// Whether a finding says that the hoses of a pressure sensor may be reversed.
    static func isReversal(_ finding: Finding) -> Bool { finding.rule == id && finding.cause.hasSuffix(reversal) }

    private func reversed(_ box: Box, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = box.reversed.since, let figure = box.reversed.figure else { return nil }
        let value = figure.shown(box.reversed.bound, decimals: 0, beside: -least.value)
        let text = Text(
            zh: "压差为\(value.zh) Pa，风机运行：取压管可能接反，压差无法判断",
            en: "the pressure drop is \(value.en) Pa while the fan runs: its hoses may be reversed, it cannot be judged"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)\(Self.reversal)", of: channel, level: .grey, since: since,
            figure: figure,
            bound: box.reversed.bound, limit: least.shown(-least.value).addressed(to: .installer),
            text: seen.at(channel, text))
    }

    private func nearZero(_ box: Box, _ channel: Channel, _ seen: Observed) -> (
        finding: Finding, action: NextStep.Action
    )? {
        guard let since = box.zero.since, let figure = box.zero.figure else { return nil }
        let before = box.fall.fallen?.pointBefore ?? box.fall.hour ?? state.baselines[channel.id.device]?.reference
        let now = box.low?.point ?? AdsorberPoint(pressure: figure)
        let diagnosis = AdsorberDiagnosis(nearZero: now, before: before, design: design)
        let value = figure.shown(box.zero.bound, decimals: 0, beside: least.value)
        let (limit, minutes) = (least.value.plainText, after.value.plainText)
        let (beside, cause) = (diagnosis.beside(.below), diagnosis.cause)
        let text = Text(
            zh: "风机运行而压差仅\(value.zh) Pa，低于\(limit) Pa超过\(minutes)分钟\(beside.zh)：\(cause.zh)",
            en:
                "the fan runs and the pressure drop is \(value.en) Pa, below \(limit) Pa for over \(minutes) min\(beside.en): \(cause.en)"
        )
        let finding = Finding(
            rule: Self.id, cause: "\(channel.id)/zero", of: channel,
            level: diagnosis.causes.contains(.bypass) ? .red : .yellow, since: since, figure: figure,
            bound: box.zero.bound, limit: least, text: seen.at(channel, text))
        return (finding, diagnosis.action)
    }

    private func fallen(_ box: Box, _ channel: Channel, _ seen: Observed) -> (
        finding: Finding, action: NextStep.Action
    )? {
        guard let fall = box.fall.fallen else { return nil }
        let diagnosis = AdsorberDiagnosis(fallFrom: fall.pointBefore, to: fall.point)
        let most = fall.before * share.value / 100
        let (from, to) = (fall.before.plainText(decimals: 0), fall.mean.plainText(decimals: 0, beside: most))
        let (percent, beside, cause) = (share.value.plainText, diagnosis.beside(.below), diagnosis.cause)
        let text = Text(
            zh: "压差由\(from)降到\(to) Pa（10分钟均值，不足此前1小时的\(percent)%）\(beside.zh)：\(cause.zh)",
            en:
                "pressure drop down from \(from) to \(to) Pa (mean of 10 min, under \(percent) % of the hour before)\(beside.en): \(cause.en)"
        )
        let finding = Finding(
            rule: Self.id, cause: "\(channel.id)/fall", of: channel, level: .yellow, since: fall.since,
            figure: fall.mean, limit: share.shown(most, .pascal), text: seen.at(channel, text))
        return (finding, diagnosis.action)
    }

    private func thinFilling(_ channel: Channel, _ seen: Observed) -> Finding? {
        guard let diagnosis = isThin(channel.id.device), let since = state.baselines[channel.id.device]?.end,
            let before = diagnosis.before
        else { return nil }
        let figure = (diagnosis.now.pressure / before.pressure * 100).settled
        let (from, to) = (before.pressure.plainText(decimals: 0), diagnosis.now.pressure.plainText(decimals: 0))
        let (span, percent) = (hours.value.plainText, thin.value.plainText)
        let (beside, cause) = (diagnosis.beside(.below), diagnosis.cause)
        let text = Text(
            zh: "换炭后最初\(span)小时运行压差\(to) Pa，以往换炭后为\(from) Pa\(beside.zh)，阻力不足以往的\(percent)%：\(cause.zh)",
            en:
                "pressure drop \(to) Pa in the first \(span) h of operation with this carbon, \(from) Pa with earlier carbon\(beside.en), a resistance under \(percent) %: \(cause.en)"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)/thin", of: channel, level: .yellow, since: since,
            figure: figure, limit: thin, text: seen.at(channel, text))
    }
}
