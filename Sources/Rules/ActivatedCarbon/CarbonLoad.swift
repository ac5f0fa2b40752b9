import Facilities

/// 苏环办〔2021〕218号 takes s·m as the mass that the carbon can hold. So ∫(vocIn − vocOut)·Q dt while the fan runs is red at
/// 100 % of s·m, and yellow at 80 %, which is our own reminder.
///
/// Q is the measured air volume, or the settings' where none is measured. The counted mass decides; gaps over 10
/// minutes are not counted. Its band is our own: upwards the unseen hours at the mean rate, in both directions 10 % for
/// the sensors. The rule is yellow too when the band reaches 100 %, and grey when less than half of the running time
/// was seen.
struct CarbonLoad: Rule {
    static let id = "carbon.load"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "活性炭累计吸附量是否接近或达到吸附容量s·m", en: "whether what the carbon has adsorbed nears or reaches its capacity s·m"
    )

    struct State: Codable, Hashable, Sendable {
        /// The filling of the newest record.
        var replaced: Filling?
        /// The time of the filling from which the load is counted.
        var begun: Timestamp?
        var fan = FanHours()
        /// The load over time, mg/h.
        var load = Integral()
        var full = SteadyDay()
        /// The first day on which an input of the capacity was missing; nil while none is.
        var lacking: Day?
    }

    var state = State()
    private let configured: Filling
    private var now: Timestamp?
    let settings: CarbonSettings
    let warning: Limit
    let full: Limit
    let coverage: Limit
    let enough: Limit
    let utcOffset: Int
    private let uncertainty: Limit
    private let unproven: Limit
    private let missingAfter: Limit

    init(_ settings: CarbonSettings, of facility: Facility) {
        self.settings = settings
        utcOffset = facility.utcOffset
        configured = Filling(settings, utcOffset: facility.utcOffset)
        warning = facility.limit(.ownDefault("loadWarning", 80, .percent, in: 10...100, looser: .above))
        full = facility.limit(
            Limit("loadFull", 100, .percent, in: 10...200, looser: .above, source: "苏环办〔2021〕218号", verified: false))
        coverage = facility.limit(
            .ownDefault("loadCoverage", 50, .percent, in: 0...100, looser: .below, addressee: .installer))
        uncertainty = facility.limit(.ownDefault("loadUncertainty", 10, .percent, in: 0...50, looser: .below))
        enough = facility.limit(.enoughHours)
        unproven = facility.limit(CarbonSettings.unprovenAdsorption)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [warning, full, coverage, uncertainty, enough, unproven, missingAfter] }
    var needs: [Need] { [Need(.vocIn), Need(.vocOut), Need(.airFlow, .fanState, .fanCurrent)] }

    mutating func consider(_ seen: Observed) -> Verdict {
        now = seen.now
        if let record = seen.record {
            state.replaced = filling.replaced(by: record, utcOffset: utcOffset) ?? state.replaced
        }
        beginAgain()
        if !seen.newReadings.isEmpty { take(seen) }
        guard isMeasured(seen) else { return Verdict() }
        forecast(at: seen.now)
        let unseen = missing(seen)
        var sensors = Verdict()
        sensors.add(unseen, .checkSensors, in: seen)
        let steps = [
            state.lacking.map { NextStep(.completeSettings, due: $0) },
            state.full.day.map { NextStep(.replaceCarbon, due: $0) }, sensors.next,
        ]
        let loaded = [loaded(at: seen.now)].compactMap(\.self)
        return Verdict(loaded + unseen, next: steps.compactMap(\.self).min { $0.due < $1.due })
    }

    private func missing(_ seen: Observed) -> [Finding] {
        let fan =
            seen.measures(.airFlow) ? nil : seen.missing(anyOf: [.fanState, .fanCurrent], Self.id, missingAfter)
        return [Quantity.vocIn, .vocOut, .airFlow].flatMap {
            seen.missing($0, Self.id, missingAfter, idle: .fanStands)
        } + [fan].compactMap(\.self)
    }

    private mutating func take(_ seen: Observed) {
        let time = seen.time
        // Without a fan signal the measured air volume decides.
        let runs = seen.fan ?? (seen.air.volume == nil ? nil : true)
        let gap = Duration.ofRunning(period: seen.period(of: .vocIn, .vocOut, .airFlow, .fanState, .fanCurrent))
        state.fan.update(runs, at: time, gap: gap)
        let flow = seen.measures(.airFlow) ? seen.air.volume?.value : settings.airVolume
        var rate: Double?
        if runs == true, let removed = seen.air.removed, let flow { rate = removed * flow }
        state.load.update(rate, at: time, gap: gap)
    }

    var filling: Filling { configured.known(at: now).orNewer(state.replaced, utcOffset: utcOffset) }

    /// Starts to count from zero after another filling, entered by a record or by settings that were changed since the
    /// last run.
    private mutating func beginAgain() {
        guard let at = filling.at, at != state.begun else { return }
        state.begun = at
        state.full = SteadyDay()
        state.fan.forget(before: at)
        state.load.forget(before: at)
    }

    /// Whether both concentrations and an air volume are measured. The air volume of the settings counts only beside a
    /// signal of the fan.
    private func isMeasured(_ seen: Observed) -> Bool {
        let hasFan = seen.measures(.fanState) || seen.measures(.fanCurrent)
        let hasFlow = seen.measures(.airFlow) || settings.airVolume != nil && hasFan
        return seen.measures(.vocIn) && seen.measures(.vocOut) && hasFlow
    }

    /// The mass that the carbon can hold, kg; nil where its mass is unknown.
    var capacity: Double? {
        let capacity = filling.mass.map { $0 * settings.adsorption(unproven: unproven) }
        return capacity.flatMap { $0 > 0 ? $0 : nil }
    }

    func mass(at now: Timestamp) -> AdsorbedMass {
        let daily = settings.dailyHours ?? state.fan.run.mean.map { $0 * 24 }
        return AdsorbedMass(
            counted: max(0, state.load.sum / 1e6), hours: state.load.hours,
            running: state.fan.estimated(at: now, since: filling.at, daily: daily),
            pace: state.fan.pace(at: now, daily: settings.dailyHours), uncertainty: uncertainty.value / 100
        )
    }

    private mutating func forecast(at now: Timestamp) {
        let today = now.day(utcOffset: utcOffset)
        let isComplete = capacity != nil && filling.at != nil
        state.lacking = isComplete ? nil : state.lacking ?? today
        guard let capacity, state.load.hours >= enough.value else { return }
        let mass = mass(at: now)
        if mass.likely >= capacity * full.value / 100 { return state.full.reach(today: today) }
        let days = mass.days(to: capacity * full.value / 100)?.likely
        state.full.update(days.map { today + Int(min($0, 36_500)) }, today: today)
    }

    var gauges: [Gauge] {
        guard let now, let capacity, filling.at != nil, state.load.hours > 0 else { return [] }
        let mass = mass(at: now)
        let limit = Measure(full.value, .percent)
        guard mass.hours >= enough.value, mass.coverage >= coverage.value / 100 else {
            let (seen, run) = (mass.hours.plainText(decimals: 0), mass.running.plainText(decimals: 0))
            let note = Text(
                zh: "数据不够：运行约\(run)小时，有数据\(seen)小时", en: "not data enough: \(seen) h of some \(run) h of running")
            return [Gauge(.load, figure: nil, limit: limit, note: note)]
        }
        func share(_ kilograms: Double) -> Double { (kilograms / capacity * 100).settled }
        return [
            Gauge(
                .load, figure: Measure(share(mass.counted), .percent), limit: limit,
                band: share(mass.least)...share(max(mass.least, mass.most)))
        ]
    }

    var counters: [String: Double] {
        [
            "kilograms": max(0, state.load.sum / 1e6), "hours": state.load.hours, "running": state.fan.measured,
            "runningSeen": state.fan.run.hours,
        ]
    }

    mutating func restore(_ counters: [String: Double], at time: Timestamp) {
        state.begun = filling.at
        state.load = Integral(
            sum: (counters["kilograms"] ?? 0) * 1e6, hours: counters["hours"] ?? 0, from: filling.at, until: time)
        let run = Integral(
            sum: counters["running"] ?? 0, hours: counters["runningSeen"] ?? 0, from: filling.at, until: time)
        state.fan = FanHours(run: run)
    }
}
