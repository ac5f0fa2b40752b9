import Facilities

/// 苏环办〔2021〕218号: the replacement cycle is that of the design plan; without one, T = m·s/(c·10⁻⁶·Q·t) days, where a
/// dynamic adsorption s above 0.10 counts only with its proof. 苏环办〔2022〕218号: in general it should not exceed 500 hours
/// of operation or 3 months; we take whichever comes first, unless the settings say otherwise.
///
/// Means of c and Q, measured while the fan ran with this carbon, replace the settings' values once they cover 24 hours
/// (our own default). The 7 days before the end are yellow, as the platform of Anyang reminds (none of Nanjing's was
/// found). Hours in which nobody saw the fan are estimated from the settings' daily hours; an estimate only warns.
struct CarbonCycle: Rule {
    static let id = "carbon.cycle"
    static let colour = RuleClass.duty
    static let judges = Text(
        zh: "活性炭是否超过更换周期：设计方案周期或公式周期，以500小时和3个月为上限",
        en: "whether the carbon is past its cycle: the design plan's or the formula's, capped by 500 h and 3 months"
    )

    struct State: Codable, Hashable, Sendable {
        /// The filling of the newest record.
        var replaced: Filling?
        /// The time of the filling from which hours and loads are counted.
        var begun: Timestamp?
        var fan = FanHours()
        var removed = Integral()
        var flow = Integral()
        /// The day on which the cycle of the plan or the formula ends.
        var planned = SteadyDay()
        /// The day on which the hours are expected to be full.
        var full = SteadyDay()
        /// The first day on which an input of the cycle was missing; nil while none is.
        var lacking: Day?
    }

    var state = State()
    private let configured: Filling
    private(set) var now: Timestamp?
    let settings: CarbonSettings
    let utcOffset: Int
    let hours: Limit
    let months: Limit
    let warning: Limit
    let missingAfter: Limit
    private let enough: Limit
    private let unproven: Limit
    private let fanOn: Limit
    private let leastFilled: Limit

    init(_ settings: CarbonSettings, of facility: Facility) {
        self.settings = settings
        utcOffset = facility.utcOffset
        configured = Filling(settings, utcOffset: facility.utcOffset)
        let source = "苏环办〔2022〕218号"
        hours = facility.limit(
            Limit("cycleHours", 500, .hour, in: 50...2000, looser: .above, source: source, verified: false))
        months = facility.limit(
            Limit("cycleMonths", 3, .one, in: 1...24, looser: .above, source: source, verified: false).counted)
        warning = facility.limit(
            Limit(
                "cycleWarning", 7, .day, in: 0...90, looser: .below, source: "安阳“码上换”平台（2025年，参照）",
                verified: false
            ).counted)
        enough = facility.limit(.enoughHours)
        unproven = facility.limit(CarbonSettings.unprovenAdsorption)
        fanOn = facility.limit(.fanOnCurrent)
        leastFilled = facility.limit(.fillingLeast)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [hours, months, warning, enough, unproven, leastFilled, fanOn, missingAfter] }
    var needs: [Need] { [Need(.fanState, .fanCurrent, isOptional: !capsHours)] }

    mutating func consider(_ seen: Observed) -> Verdict {
        now = seen.now
        if let record = seen.record {
            state.replaced = filling.replaced(by: record, utcOffset: utcOffset) ?? state.replaced
        }
        beginAgain()
        if !seen.newReadings.isEmpty { take(seen) }
        forecast(at: seen.now)
        let findings = [hoursFinding(at: seen.now), calendarFinding(at: seen.now), unseenFan(seen)]
        return Verdict(findings.compactMap(\.self), next: next(at: seen.now))
    }

    private mutating func take(_ seen: Observed) {
        let (time, runs) = (seen.time, seen.fan == true)
        if seen.hasNewReading(of: .fanState, .fanCurrent) {
            let gap = Duration.ofRunning(period: seen.period(of: .fanState, .fanCurrent))
            state.fan.update(seen.fan, at: time, gap: gap)
        }
        let gap = Duration.ofRunning(period: seen.period(of: .vocIn, .vocOut, .airFlow))
        state.removed.update(runs ? seen.air.removed : nil, at: time, gap: gap)
        state.flow.update(runs ? seen.air.volume?.value : nil, at: time, gap: gap)
    }

    var filling: Filling { configured.known(at: now).orNewer(state.replaced, utcOffset: utcOffset) }

    /// Starts to count from zero after another filling, entered by a record or by settings that were changed since the
    /// last run.
    private mutating func beginAgain() {
        guard let at = filling.at, at != state.begun else { return }
        state.begun = at
        (state.planned, state.full) = (SteadyDay(), SteadyDay())
        state.fan.forget(before: at)
        state.removed.forget(before: at)
        state.flow.forget(before: at)
    }

    var formula: CycleFormula {
        func mean(_ integral: Integral) -> Double? { integral.hours >= enough.value ? integral.mean : nil }
        return CycleFormula(
            settings, mass: filling.mass, unproven: unproven, measuredRemoved: mean(state.removed),
            measuredVolume: mean(state.flow)
        )
    }

    var installed: Day? { filling.at?.day(utcOffset: utcOffset) }

    private mutating func forecast(at now: Timestamp) {
        let today = now.day(utcOffset: utcOffset)
        let days = designDays ?? formula.days
        let end = installed.flatMap { installed in days.map { installed + Int(min($0, 36_500)) } }
        state.planned.update(end, today: today)
        state.lacking = end == nil ? state.lacking ?? today : nil
        forecastHours(at: now, today: today)
    }

    /// The design plan's cycle in days, which is for the mass in the plan. With less carbon it is shorter in
    /// proportion.
    var designDays: Double? {
        guard let cycle = settings.designCycle else { return nil }
        return Double(cycle) * min(1, filledShare ?? 1)
    }

    /// The filled mass as a share of the design mass, where it is far below it; nil otherwise, since small differences
    /// of weighing change no cycle.
    var filledShare: Double? {
        guard let design = settings.mass, design > 0, let mass = filling.mass else { return nil }
        let share = mass / design
        return share * 100 < leastFilled.value ? share : nil
    }

    private func next(at now: Timestamp) -> NextStep? {
        let ends = [calendarEnd?.day, state.full.day].compactMap(\.self)
        let soon = now.day(utcOffset: utcOffset) + warning.whole
        if let lacking = state.lacking, ends.allSatisfy({ $0 > soon }) {
            return NextStep(.completeSettings, due: lacking)
        }
        return ends.min().map { NextStep(.replaceCarbon, due: $0) }
    }

    var gauges: [Gauge] { [runningHours, filled].compactMap(\.self) }

    private var filled: Gauge? {
        // A design mass without a date does not show that carbon was filled in.
        guard let mass = filling.mass, let installed else { return nil }
        return Gauge(.filled, figure: Measure(mass, .kilogram), since: installed)
    }

    var counters: [String: Double] {
        [
            "hours": state.fan.measured, "seenHours": state.fan.run.hours, "removed": state.removed.sum,
            "removedHours": state.removed.hours, "flow": state.flow.sum, "flowHours": state.flow.hours,
        ]
    }

    mutating func restore(_ counters: [String: Double], at time: Timestamp) {
        func integral(_ sum: String, _ hours: String) -> Integral {
            Integral(sum: counters[sum] ?? 0, hours: counters[hours] ?? 0, from: filling.at, until: time)
        }
        state.begun = filling.at
        state.fan = FanHours(run: integral("hours", "seenHours"))
        state.removed = integral("removed", "removedHours")
        state.flow = integral("flow", "flowHours")
    }
}

extension Limit {
    /// The running hours whose mean may represent the carbon's whole time.
    static let enoughHours = ownDefault("enoughHours", 24, .hour, in: 1...1000, looser: .above, addressee: .installer)
}
