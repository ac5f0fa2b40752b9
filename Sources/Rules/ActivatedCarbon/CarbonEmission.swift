import Facilities

/// The outlet against the site's discharge permit, by hourly means counted from the hour while the fan runs:
/// concentration (mg/m³), rate (kg/h: the mean concentration times the mean measured air volume of the same minutes, as
/// HJ 75-2017 calculates it, from memory), and removal (1 − outlet/inlet, of the same minutes). One valid hour that
/// exceeds the permit is a finding, and the next valid hour within it ends the finding. An hour is valid with values in
/// 45 of its minutes. Values are not converted to a dry standard state, which would raise a concentration a little.
///
/// The three limits are only in the permit. Each is judged where the configuration or the bureau's file contains it and
/// its inputs are measured. The removal is not judged at an inlet under 10 mg/m³ (our own), where noise would decide.
///
/// A bound can only make a verdict worse: an outlet or an air volume at the top of its range gives a lower bound of the
/// rate; an outlet at its top or an inlet at its bottom gives an upper bound of the removal. Other bounds are not used.
struct CarbonEmission: Rule {
    static let id = "carbon.emission"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "出口VOCs小时均值的浓度、速率和去除率是否符合排污许可（风机运行时）",
        en: "whether concentration, rate and removal of the VOC keep to the permit, as hourly means while the fan runs"
    )

    struct State: Codable, Hashable, Sendable {
        var concentration = PermittedHour()
        var rate = PermittedHour()
        var removal = PermittedHour()
    }

    var state = State()
    private let concentration: PermittedHour.Way
    private let rate: PermittedHour.Way
    private let removal: PermittedHour.Way
    private let leastInlet: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        let leastInlet = facility.limit(
            .ownDefault("emissionInlet", 10, .milligramPerCubicMetre, in: 0...1000, looser: .above))
        concentration = PermittedHour.Way(
            limit: facility.limit(
                .permit(
                    "emissionConcentration", example: 60, .milligramPerCubicMetre, in: 0.1...10_000, looser: .above)),
            side: .above
        ) { outlet, _ in outlet }
        rate = PermittedHour.Way(
            limit: facility.limit(
                .permit("emissionRate", example: 3, .kilogramPerHour, in: 0.001...1000, looser: .above)), side: .above
        ) { outlet, volume in volume.map { outlet * $0 / 1e6 } }
        removal = PermittedHour.Way(
            limit: facility.limit(.permit("emissionRemoval", example: 90, .percent, in: 1...100, looser: .below)),
            side: .below
        ) { outlet, inlet in
            guard let inlet, inlet > 0, inlet >= leastInlet.value else { return nil }
            return (1 - outlet / inlet) * 100
        }
        self.leastInlet = leastInlet
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { permits + [leastInlet, missingAfter] }

    private var permits: [Limit] { [concentration.limit, rate.limit, removal.limit] }

    private var isSet: Bool { concentration.limit.isSet || rate.limit.isSet || removal.limit.isSet }

    var needs: [Need] {
        func need(_ quantity: Quantity, _ isNeeded: Bool) -> Need {
            let need = Need(quantity, within: .minutes(5))
            return isNeeded ? need : need.optional
        }
        var outlet = need(.vocOut, isSet)
        if concentration.limit.isSet { outlet.limits = [(concentration.limit, .above)] }
        return [
            outlet, need(.airFlow, rate.limit.isSet), need(.vocIn, removal.limit.isSet),
            Need(.fanState, .fanCurrent, isOptional: true),
        ]
    }

    var lacking: Text? {
        guard !isSet else { return nil }
        let names = permits.map(\.name).joined(separator: ", ")
        return Text(
            zh: "没有填写排污许可的限值（\(names)）", en: "no limit of the discharge permit is configured (\(names))")
    }

    mutating func consider(_ seen: Observed) -> Verdict {
        guard isSet, seen.measures(.vocOut) else { return Verdict() }
        if seen.hasNewReading(of: .vocOut) { take(seen) }
        var verdict = Verdict()
        if concentration.limit.isSet, state.concentration.since != nil {
            add(state.concentration, concentration, Self.concentrationWords, seen, &verdict)
        }
        if state.rate.since != nil, judgesRate(seen) { add(state.rate, rate, Self.rateWords, seen, &verdict) }
        if state.removal.since != nil, judgesRemoval(seen) {
            add(state.removal, removal, Self.removalWords, seen, &verdict)
        }
        verdict.add(unjudged(seen), in: seen)
        addMissing(seen, &verdict)
        return verdict
    }

    private func judgesRate(_ seen: Observed) -> Bool { rate.limit.isSet && seen.measures(.airFlow) }
    private func judgesRemoval(_ seen: Observed) -> Bool { removal.limit.isSet && seen.measures(.vocIn) }

    /// Counts the minutes in which the outlet gives a value; the other values are the newest at that time.
    private mutating func take(_ seen: Observed) {
        let isTold = seen.newReadings(of: .vocOut).contains { $0.measured(.limits) != nil }
        let outlet = isTold ? seen.air.after?.counting(for: .above) : nil
        let (time, runs, period) = (seen.time, seen.fan != false, seen.period(of: .vocOut))
        if concentration.limit.isSet {
            state.concentration.add(
                outlet, nil, isPaired: false, concentration, runs: runs, at: time, period: period)
        }
        if judgesRate(seen) {
            state.rate.add(
                outlet, seen.air.volume?.counting(for: .above), isPaired: true, rate, runs: runs, at: time,
                period: period)
        }
        if judgesRemoval(seen) {
            state.removal.add(
                outlet, seen.air.before?.counting(for: .below), isPaired: true, removal, runs: runs, at: time,
                period: period)
        }
    }

    private func addMissing(_ seen: Observed, _ verdict: inout Verdict) {
        func add(_ quantity: Quantity) {
            verdict.add(seen.missing(quantity, Self.id, missingAfter, idle: .fanStands), .checkSensors, in: seen)
        }
        add(.vocOut)
        if judgesRate(seen) { add(.airFlow) }
        if judgesRemoval(seen) { add(.vocIn) }
        guard concentration.limit.isSet, seen.facility.combine[.vocOut] != .sum else { return }
        verdict.add(seen.outOfReach(.vocOut, Self.id, concentration.limit, .above), .checkSensors, in: seen)
    }
}

// MARK: Findings

extension CarbonEmission {
    /// The words of a finding: the name of its figure, and how the figure is calculated.
    fileprivate struct Words {
        var cause: String
        var mean: Text
        var text: @Sendable (PermittedHour.Hour, Limit) -> Text
    }

    private func add(
        _ hour: PermittedHour, _ way: PermittedHour.Way, _ words: Words, _ seen: Observed, _ verdict: inout Verdict
    ) {
        guard let past = hour.past, let since = hour.since else { return }
        let finding = Finding(
            rule: Self.id, cause: words.cause, level: Self.colour.level(of: way.limit), since: since,
            figure: past.figure, bound: past.bound ?? .exact, limit: way.limit, text: words.text(past, way.limit))
        verdict.add(finding, .checkAdsorber, in: seen)
    }

    /// Returns the finding that one of the three figures has too few data; one is enough, since what they lack is the
    /// outlet.
    fileprivate func unjudged(_ seen: Observed) -> Finding? {
        func finding(_ mean: Text, _ limit: Limit) -> Finding {
            .unjudged(Self.id, mean, since: seen.now, limit: limit)
        }
        if concentration.limit.isSet, !state.concentration.isCurrent(at: seen.now) {
            return finding(Self.concentrationWords.mean, concentration.limit)
        }
        if judgesRate(seen), !state.rate.isCurrent(at: seen.now) { return finding(Self.rateWords.mean, rate.limit) }
        guard judgesRemoval(seen), !state.removal.isCurrent(at: seen.now) else { return nil }
        return finding(Self.removalWords.mean, removal.limit)
    }

    fileprivate static let concentrationWords = Words(
        cause: "concentration", mean: Text(zh: "出口VOCs小时均值", en: "hourly mean of the VOC at the outlet")
    ) { hour, limit in
        let shown = hour.figure.shown(hour.bound ?? .exact, decimals: 1, beside: limit.value)
        return Text(
            zh: "出口VOCs小时均值\(shown.zh) mg/m³，超过许可的\(limit.value.plainText) mg/m³",
            en:
                "hourly mean of the VOC at the outlet \(shown.en) mg/m³, over the permitted \(limit.value.plainText) mg/m³"
        )
    }

    fileprivate static let rateWords = Words(
        cause: "rate", mean: Text(zh: "VOCs排放速率小时均值", en: "hourly emission rate of the VOC")
    ) { hour, limit in
        let (outlet, volume) = (hour.outlet.plainText(decimals: 1), (hour.other ?? 0).plainText(decimals: 0))
        let shown = hour.figure.shown(hour.bound ?? .exact, decimals: 3, beside: limit.value)
        return Text(
            zh:
                "出口VOCs小时均值\(outlet) mg/m³×风量\(volume) m³/h=\(shown.zh) kg/h，超过许可的\(limit.value.plainText) kg/h",
            en:
                "hourly means of \(outlet) mg/m³ at the outlet × \(volume) m³/h = \(shown.en) kg/h, over the permitted \(limit.value.plainText) kg/h"
        )
    }

    fileprivate static let removalWords = Words(
        cause: "removal", mean: Text(zh: "VOCs去除率小时均值", en: "hourly removal of the VOC")
    ) { hour, limit in
        let (outlet, inlet) = (hour.outlet.plainText(decimals: 1), (hour.other ?? 0).plainText(decimals: 1))
        let shown = hour.figure.shown(hour.bound ?? .exact, decimals: 1, beside: limit.value)
        return Text(
            zh:
                "VOCs小时均值出口\(outlet)、进口\(inlet) mg/m³，去除率\(shown.zh)%，低于许可的\(limit.value.plainText)%",
            en:
                "hourly means of the VOC \(outlet) mg/m³ at the outlet, \(inlet) mg/m³ at the inlet: \(shown.en) % is removed, under the permitted \(limit.value.plainText) %"
        )
    }
}
