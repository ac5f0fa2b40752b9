import Facilities

/// GB 18483-2001: a purifier removes at least 60 % of the fume in small kitchens, 75 % in medium, 85 % in large ones.
/// The rule judges the means of one hour of operation, where the fume before the purifier is measured: the fan runs, or
/// has no signal, and there is fume to remove. The air volume is assumed to be the same before and after the purifier.
struct FumeEfficiency: Rule {
    static let id = "fume.efficiency"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "净化器1小时运行均值的油烟去除率是否达标",
        en: "whether the purifier takes out enough fume, by the means of an hour of operation"
    )

    struct State: Codable, Hashable, Sendable {
        var inletMean = OperatingMean()
        var outletMean = OperatingMean()
        var last: Hour?
        var lowSince: Timestamp?
    }

    struct Hour: Codable, Hashable, Sendable {
        var inlet: OperatingMean.Result
        var outlet: OperatingMean.Result

        /// The removal, in per cent.
        var removal: Double { ((1 - outlet.mean / inlet.mean) * 100).settled }
    }

    var state = State()
    private let limit: Limit
    private let leastInlet: Limit
    private let missingAfter: Limit

    init(_ settings: FumeSettings, of facility: Facility) {
        let preset: Double =
            switch settings.size {
            case .small: 60
            case .medium: 75
            case .large: 85
            }
        limit = facility.limit(
            Limit("removal", preset, .percent, in: 10...100, looser: .below, source: "GB 18483-2001", verified: true))
        // At low concentrations the sensor errors would exceed the effect, so that no efficiency is computed.
        leastInlet = facility.limit(.ownDefault("removalInlet", 1, .milligramPerCubicMetre, in: 0...50, looser: .above))
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [limit, leastInlet, missingAfter] }
    var needs: [Need] { [Need(.fumeIn, within: .minutes(5)), Need(.fume, within: .minutes(5))] }

    mutating func consider(_ seen: Observed) -> Verdict {
        if seen.hasNewReading(of: .fume) { take(seen) }
        var verdict = Verdict()
        guard seen.measures(.fumeIn) else { return verdict }
        verdict.add(low, .cleanPurifier, in: seen)
        if state.last == nil {
            let what = Text(zh: "净化前后油烟的1小时运行均值", en: "means of the fume before and after the purifier")
            verdict.add(.unjudged(Self.id, what, since: seen.now, limit: limit), in: seen)
        }
        for quantity in [Quantity.fumeIn, .fume] {
            verdict.add(seen.missing(quantity, Self.id, missingAfter, idle: .fanStands), .checkSensors, in: seen)
        }
        return verdict
    }

    /// Returns whether the newest hour of operation keeps the limit. It counts until the next hour could have ended,
    /// and only while both sides are measured: a measurement before a cleaning shows nothing about it.
    func checks(_ seen: Observed) -> [StandardCheck] {
        guard seen.figure(.fumeIn) != nil, outlet(seen) != nil else { return [] }
        guard let last = state.last, .zero...Self.recent ~= seen.now - last.outlet.end else {
            let missing = Duration.hours(1) - state.outletMean.covered
            return [StandardCheck(.efficiency, .waitingForRun(minutes: missing.wholeMinutes))]
        }
        let state: StandardCheck.State = last.removal < limit.value ? .tooLow : .passed
        return [
            StandardCheck(
                .efficiency, state, figure: Measure(last.removal, .percent),
                reference: Measure(limit.value, .percent), time: last.outlet.end)
        ]
    }

    private static let recent = Duration.minutes(70)

    private mutating func take(_ seen: Observed) {
        let inlet = seen.figure(.fumeIn)
        let counts = seen.fan != false && inlet.map { $0.value >= leastInlet.value && $0.bound == .exact } == true
        let outlet = counts ? outlet(seen) : nil
        let gap = Duration.ofRunning(period: seen.period(of: .fumeIn, .fume))
        let inletMean = state.inletMean.add(
            outlet == nil ? nil : inlet, at: seen.time, span: .hours(1), gap: gap)
        let outletMean = state.outletMean.add(outlet, at: seen.time, span: .hours(1), gap: gap)
        guard let inletMean, let outletMean else { return }
        let means = Hour(inlet: inletMean, outlet: outletMean)
        // With an outlet at the top of its range even more may have passed: that clears nothing.
        guard outletMean.bound == nil || means.removal < limit.value else { return }
        state.last = means
        state.lowSince = means.removal < limit.value ? state.lowSince ?? inletMean.start : nil
    }

    /// Returns the greatest of several outlets.
    private func outlet(_ seen: Observed) -> Measured? {
        seen.channels(of: .fume).compactMap { $0.fresh(.limits, at: seen.time) }
            .filter { $0.bound.counts(for: .above) }.max { $0.value < $1.value }
    }

    private var low: Finding? {
        guard let last = state.last, last.removal < limit.value else { return nil }
        let (inlet, outlet) = (last.inlet.mean.plainText(decimals: 2), last.outlet.mean.plainText(decimals: 2))
        let (is_, of) = (last.removal.plainText(decimals: 1, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "运行1小时均值：净化前\(inlet) mg/m³，净化后\(outlet) mg/m³，去除率\(is_)%，低于\(of)%",
            en:
                "means of an hour of operation: \(inlet) mg/m³ before and \(outlet) mg/m³ after the purifier: \(is_) % taken out, below \(of) %"
        )
        return Finding(
            rule: Self.id, level: .red, since: state.lowSince ?? last.inlet.start, figure: last.removal, limit: limit,
            text: text
        )
    }
}
