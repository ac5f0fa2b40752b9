import Facilities

/// HJ 2026-2013: the pressure drop of an adsorber stays below 2.5 kPa, with fibre below 4 kPa. Every adsorber box is
/// judged by itself, while the fan runs, after a minute; the band of 5 % is our own. Air volume and current, compared
/// with the first hours of the filling, distinguish a clogged bed from too much air (`AdsorberDiagnosis`).
struct CarbonPressure: Rule {
    static let id = "carbon.pressure"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "吸附箱压差是否超限", en: "whether the pressure drop over the adsorber is over its limit"
    )

    struct State: Codable, Hashable, Sendable {
        var live = LiveLimit()
        var baselines = AdsorberBaselines()
        /// The means while the pressure drop was over its limit; nothing for the other devices.
        var high = ByDevice<RecentAdsorberMean>()
    }

    var state = State()
    private let way: LiveLimit.Way
    private let hours: Limit
    /// The least pressure drop that is compared at all.
    private let least: Limit
    private let installed: Timestamp?

    init(_ settings: CarbonSettings, of facility: Facility) {
        hours = facility.limit(.baselineHours)
        least = facility.limit(.bypassPressure)
        installed = settings.installed?.start(utcOffset: facility.utcOffset)
        let preset = settings.form == .fibre ? 4000.0 : 2500
        let limit = facility.limit(
            Limit(
                "pressureDrop", preset, .pascal, in: 100...20_000, looser: .above, source: "HJ 2026-2013",
                verified: false))
        way = LiveLimit.Way(
            rule: Self.id, level: Self.colour.level(of: limit), quantity: .pressureDrop, limit: limit,
            missingAfter: facility.limit(.missingAfter), band: limit.value * 0.05
        )
    }

    var limits: [Limit] { [way.limit, hours, way.missingAfter] }
    var needs: [Need] { [way.need, Need(.airFlow).optional, Need(.fanCurrent).optional] }

    /// Whether the hoses may be reversed: then the pressure drop shows neither that the limit is passed nor that it is
    /// kept.
    func isBlinded(by finding: Finding) -> Bool { CarbonBypass.isReversal(finding) }

    mutating func consider(_ seen: Observed) -> Verdict {
        state.baselines.take(seen, installed: installed, least: least.value, span: hours.duration)
        let all = state.live.judge(seen, way)
        remember(seen, all)
        var verdict = Verdict()
        for over in all {
            let device = over.channel.id.device
            let now = state.high[device]?.point ?? AdsorberPoint(pressure: over.figure)
            let diagnosis = AdsorberDiagnosis(high: now, before: state.baselines[device]?.reference)
            verdict.add(over, way, text(over, diagnosis), diagnosis.action, in: seen)
        }
        verdict.add(way.unjudged(seen), .checkSensors, in: seen)
        return verdict
    }

    private mutating func remember(_ seen: Observed, _ over: [LiveLimit.Over]) {
        for new in seen.newReadings(of: .pressureDrop) where seen.fan != false {
            guard let value = new.measured(.limits) else { continue }
            if value.isPast(way.limit.value, .above) == true {
                state.high.update(new.device, from: RecentAdsorberMean()) {
                    $0.add(AdsorberPoint(pressure: value.value, fan: seen.fanPoint), at: seen.time)
                }
            } else if !state.high.isEmpty, !over.contains(where: { $0.channel.id.device == new.device }) {
                state.high[new.device] = nil
            }
        }
    }

    private func text(_ over: LiveLimit.Over, _ diagnosis: AdsorberDiagnosis) -> Text {
        let (value, limit) = over.shown(decimals: 0, beside: way.limit)
        let (beside, cause) = (diagnosis.beside(.above), diagnosis.cause)
        return Text(
            zh: "压差\(value.zh) Pa，超过\(limit) Pa\(beside.zh)：\(cause.zh)",
            en: "pressure drop \(value.en) Pa, over \(limit) Pa\(beside.en): \(cause.en)"
        )
    }

    func migrated(_ old: OldState) throws -> State {
        State(live: try .migrated(old, \Form0.OneLive.live, of: .pressureDrop))
    }
}
