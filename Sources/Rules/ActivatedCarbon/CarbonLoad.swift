public import Facilities

/// 苏环办〔2021〕218号 takes s·m as what the carbon can hold; HJ 2026-2013 has it replaced when its dynamic capacity falls to
/// 80 % of the design. So ∫(vocIn − vocOut)·Q dt while the fan runs is yellow at 80 % of s·m and red at 100 %.
///
/// Q is the measured air volume, or the settings' where none is measured. What was counted decides, gaps over 10 minutes
/// not being counted. Its band is our own: upwards the unseen hours at the mean rate, both ways 10 % for the sensors; it is
/// yellow too when the band reaches 100 %, and grey when less than half of the running time was seen.
public struct CarbonLoad: Rule {
    public static let id = "carbon.load"
    public static let judges = Text(
        zh: "活性炭累计吸附量是否接近或达到吸附容量s·m", en: "whether what the carbon has adsorbed nears or reaches its capacity s·m"
    )

    public struct State: Codable, Hashable, Sendable {
        /// By the newest record.
        var replaced: Filling?
        /// The filling since which is counted.
        var begun: Timestamp?
        var watch = RunWatch()
        var fan = FanHours()
        var air = AirWatch()
        var supply = Supply()
        /// mg/h
        var load = Integral()
        var full = SteadyDay()
        /// Since when something is missing that the capacity needs.
        var lacking: Day?
        var now: Timestamp?
    }

    public var state = State()
    private let configured: Filling
    let settings: CarbonSettings
    let warning: Limit
    let full: Limit
    let coverage: Limit
    let enough: Limit
    let utcOffset: Int
    private let uncertainty: Limit
    private let unproven: Limit
    private let current: Limit
    private let missingAfter: Limit

    public init(_ settings: CarbonSettings, of facility: Facility) {
        self.settings = settings
        utcOffset = facility.utcOffset
        configured = Filling(settings, utcOffset: facility.utcOffset)
        warning = facility.limit(Limit("loadWarning", 80, .percent, source: "HJ 2026-2013", verified: false))
        full = facility.limit(Limit("loadFull", 100, .percent, source: "苏环办〔2021〕218号", verified: false))
        coverage = facility.limit(.ownDefault("loadCoverage", 50, .percent))
        uncertainty = facility.limit(.ownDefault("loadUncertainty", 10, .percent))
        enough = facility.limit(.enoughHours)
        unproven = facility.limit(CarbonSettings.unprovenAdsorption)
        current = facility.limit(.fanOnCurrent)
        missingAfter = facility.limit(.missingAfter)
    }

    public var limits: [Limit] { [warning, full, coverage, uncertainty, enough, unproven, current, missingAfter] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        switch event {
        case .sample(let sample): take(sample)
        case .record(let record):
            state.replaced = filling.replaced(by: record, utcOffset: utcOffset) ?? state.replaced
        case .evidence, .tick: break
        }
        beginAnew()
        guard isMeasured else { return [] }
        forecast(at: now)
        return [loaded(at: now)].compactMap(\.self) + state.supply.findings(Self.id, missingAfter)
    }

    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.watch.take(sample)
        state.air.take(sample)
        let fan = state.watch.runs(above: current, at: time)
        for quantity in AirWatch.quantities { state.supply.take(sample, quantity, isNeeded: fan != false) }
        state.supply.take(sample, .fanState, or: .fanCurrent, isNeeded: !state.supply.measures(.airFlow))
        // Without a signal of the fan the measured air volume speaks for itself.
        let runs = fan ?? (state.air.volume(at: time) == nil ? nil : true)
        state.fan.update(runs, at: time)
        let (removed, flow) = (state.air.removed(at: time), flow(at: time))
        let rate = removed.flatMap { removed in flow.map { removed * $0 } }
        state.load.update(runs == true ? rate : nil, at: time)
    }

    private func flow(at time: Timestamp) -> Double? {
        state.supply.measures(.airFlow) ? state.air.volume(at: time) : settings.airVolume
    }

    var filling: Filling { configured.orNewer(state.replaced, utcOffset: utcOffset) }

    /// With another filling, by a record or by settings that were changed since the last run.
    private mutating func beginAnew() {
        guard let at = filling.at, at != state.begun else { return }
        state.begun = at
        state.full = SteadyDay()
        state.fan.forget(before: at)
        state.load.forget(before: at)
    }

    /// Both concentrations and a flow. The settings' air volume says nothing without a signal of the fan.
    private var isMeasured: Bool {
        let hasFlow = state.supply.measures(.airFlow) || settings.airVolume != nil && state.supply.measures(.fanState)
        return state.supply.measures(.vocIn) && state.supply.measures(.vocOut) && hasFlow
    }

    /// kg
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
        state.lacking = capacity == nil || filling.at == nil ? state.lacking ?? today : nil
        guard let capacity, state.load.hours >= enough.value else { return }
        let mass = mass(at: now)
        if mass.likely >= capacity * full.value / 100 { return state.full.reach(today: today) }
        let days = mass.days(to: capacity * full.value / 100)?.likely
        state.full.update(days.map { today + Int($0) }, today: today)
    }

    public var next: NextStep? {
        guard isMeasured else { return nil }
        let steps = [
            state.lacking.map { NextStep(.completeSettings, due: $0) },
            state.full.day.map { NextStep(.replaceCarbon, due: $0) },
            state.supply.next(missingAfter, utcOffset: utcOffset),
        ]
        return steps.compactMap(\.self).min { $0.due < $1.due }
    }
}
