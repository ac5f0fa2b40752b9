public import Facilities

/// 苏环办〔2021〕218号: the replacement cycle is the design plan's; without one, T = m·s/(c·10⁻⁶·Q·t) days, where a dynamic
/// adsorption s above 0.10 counts only with its proof. 苏环办〔2022〕218号: it should in general not exceed 500 hours of
/// operation or 3 months; whichever comes first is taken, unless the settings say otherwise.
///
/// Means of c and Q, measured while the fan ran with this carbon, take the place of the settings' once they are of 24
/// hours (our own default). It is yellow for the 7 days before, as the platform of Anyang reminds (none of Nanjing's was
/// found). Hours in which
/// nobody saw the fan are estimated by the settings' daily hours; what is estimated only warns.
public struct CarbonCycle: Rule {
    public static let id = "carbon.cycle"
    public static let colour = RuleClass.duty
    public static let judges = Text(
        zh: "活性炭是否超过更换周期：设计方案周期或公式周期，以500小时和3个月为上限",
        en: "whether the carbon is past its cycle: the design plan's or the formula's, capped by 500 h and 3 months"
    )

    public struct State: Codable, Hashable, Sendable {
        /// By the newest record.
        var replaced: Filling?
        /// The filling since which is counted.
        var begun: Timestamp?
        var fan = FanHours()
        var removed = Integral()
        var flow = Integral()
        /// When the plan's or the formula's cycle ends.
        var planned = SteadyDay()
        /// When the hours are expected to be full.
        var full = SteadyDay()
        /// Since when something is missing that the cycle needs.
        var lacking: Day?
    }

    public var state = State()
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

    public init(_ settings: CarbonSettings, of facility: Facility) {
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

    public var limits: [Limit] { [hours, months, warning, enough, unproven, leastFilled, fanOn, missingAfter] }
    public var needs: [Need] { [Need(.fanState, .fanCurrent, isOptional: !capsHours)] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        now = seen.now
        if let record = seen.record {
            state.replaced = filling.replaced(by: record, utcOffset: utcOffset) ?? state.replaced
        }
        beginAgain()
        if !seen.told.isEmpty { take(seen) }
        forecast(at: seen.now)
        let findings = [hoursFinding(at: seen.now), calendarFinding(at: seen.now), unseenFan(seen)]
        return Verdict(findings.compactMap(\.self), next: next(at: seen.now))
    }

    private mutating func take(_ seen: Observed) {
        let (time, runs) = (seen.time, seen.fan == true)
        if seen.tells(of: .fanState, .fanCurrent) {
            let gap = Duration.ofRunning(period: seen.period(of: .fanState, .fanCurrent))
            state.fan.update(seen.fan, at: time, gap: gap)
        }
        let gap = Duration.ofRunning(period: seen.period(of: .vocIn, .vocOut, .airFlow))
        state.removed.update(runs ? seen.air.removed : nil, at: time, gap: gap)
        state.flow.update(runs ? seen.air.volume?.value : nil, at: time, gap: gap)
    }

    var filling: Filling { configured.known(at: now).orNewer(state.replaced, utcOffset: utcOffset) }

    /// With another filling, by a record or by settings that were changed since the last run.
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

    /// The design plan's cycle is for the mass that the plan fills in. With less carbon it is shorter in proportion.
    var designDays: Double? {
        guard let cycle = settings.designCycle else { return nil }
        return Double(cycle) * min(1, filledShare ?? 1)
    }

    /// Of the design mass, where the filling is far below it: differences of weighing change no cycle.
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

    public var gauges: [Gauge] { [runningHours, filled].compactMap(\.self) }

    private var filled: Gauge? {
        // A design mass without a date says what is to be filled in, and not that it was.
        guard let mass = filling.mass, let installed else { return nil }
        return Gauge(.filled, figure: Measure(mass, .kilogram), since: installed)
    }

    public var counters: [String: Double] {
        [
            "hours": state.fan.measured, "seenHours": state.fan.run.hours, "removed": state.removed.sum,
            "removedHours": state.removed.hours, "flow": state.flow.sum, "flowHours": state.flow.hours,
        ]
    }

    public mutating func restore(_ counters: [String: Double], at time: Timestamp) {
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
    /// So many running hours give a mean that may stand for the carbon's whole time.
    static let enoughHours = ownDefault("enoughHours", 24, .hour, in: 1...1000, looser: .above, addressee: .installer)
}
