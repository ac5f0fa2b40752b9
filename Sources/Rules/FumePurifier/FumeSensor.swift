public import Facilities

/// No standard was found for it; the line at 0.02 mg/m³ is an online platform's (read second-hand), the times are our
/// own: while the fan runs, a sensor that shows next to nothing for half an hour, or the same value for an hour, is not
/// to be trusted. Grey, not yellow: nothing is known against the kitchen, but its limit cannot be judged.
public struct FumeSensor: Rule {
    public static let id = "fume.sensor"
    public static let judges = Text(
        zh: "风机运行时油烟传感器数值是否异常低或长时间不变",
        en: "whether the fume sensor shows next to nothing, or never changes, while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var fan = RunWatch()
        var value: Double?
        var low = LimitHold()
        var frozen = Hold()
        /// When the value was last seen unchanged.
        var seen: Timestamp?
        var supply = Supply()
    }

    public var state = State()
    private let least: Limit
    private let lowAfter: Limit
    private let frozenAfter: Limit
    private let current: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        least = facility.limit(
            Limit("sensorLow", 0.02, .milligramPerCubicMetre, source: "某油烟在线监控平台 an online platform", verified: false)
        )
        lowAfter = facility.limit(.ownDefault("sensorLowAfter", 30, .minute))
        frozenAfter = facility.limit(.ownDefault("sensorFrozenAfter", 60, .minute))
        current = facility.limit(.fanOnCurrent)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [least, lowAfter, frozenAfter, current, missingAfter] }

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event { take(sample) }
        return [low, frozen].compactMap(\.self) + state.supply.findings(Self.id, missingAfter, judging: .fume)
    }

    private mutating func take(_ sample: Sample) {
        state.fan.take(sample)
        let runs = state.fan.runs(above: current, at: sample.time)
        state.supply.take(sample, .fanState, or: .fanCurrent)
        // That the fume is missing is for `fume.limit` to say.
        state.supply.take(sample, .fume, isNeeded: false)
        guard let reading = sample.readings.first(where: { $0.quantity == .fume }) else { return }
        let isStuck = reading.quality == .uncertain(.stuck)
        let value = runs == true && (isStuck || reading.quality == .good) ? reading.value : nil
        judgeLow(isStuck ? nil : value, at: sample.time)
        judgeFrozen(value, isStuck: isStuck, at: sample.time)
    }

    /// At the line it is suspect already.
    private mutating func judgeLow(_ value: Double?, at time: Timestamp) {
        state.low.update(
            value, .below, least.value.nextUp, band: least.value / 2, at: time, onDelay: lowAfter.duration,
            offDelay: .seconds(60)
        )
    }

    /// What the gateway has found stuck already needs no further delay.
    private mutating func judgeFrozen(_ value: Double?, isStuck: Bool, at time: Timestamp) {
        let delay = isStuck ? .zero : frozenAfter.duration
        if let value, value != state.value {
            state.frozen.update(false, at: time, onDelay: delay, offDelay: .zero)
            state.value = value
        }
        if value != nil { state.seen = time }
        state.frozen.update(value == nil ? nil : true, at: time, onDelay: delay, offDelay: .zero)
    }

    private var low: Finding? {
        guard let since = state.low.since, let figure = state.low.figure else { return nil }
        let (is_, of, after) = (figure.plainText, least.value.plainText, lowAfter.value.plainText)
        let text = Text(
            zh: "风机运行而油烟仅\(is_) mg/m³（不高于\(of) mg/m³）已\(after)分钟以上，传感器可疑，油烟无法判断",
            en:
                "the fan runs and the fume has been \(is_) mg/m³ (not above \(of) mg/m³) for over \(after) min: the sensor is suspect, the fume cannot be judged"
        )
        return Finding(
            rule: Self.id, cause: "low", level: .grey, since: since, figure: figure, limit: least, text: text)
    }

    private var frozen: Finding? {
        guard state.frozen.isOn, let since = state.frozen.since, let seen = state.seen else { return nil }
        let minutes = (seen - since).inSeconds / 60
        let value = (state.value ?? 0).plainText
        let text = Text(
            zh: "风机运行而油烟一直为\(value) mg/m³，数值长时间不变，传感器可疑，油烟无法判断",
            en:
                "the fan runs and the fume stays at \(value) mg/m³, unchanged for long: the sensor is suspect, the fume cannot be judged"
        )
        return Finding(
            rule: Self.id, cause: "frozen", level: .grey, since: since, figure: minutes, limit: frozenAfter, text: text)
    }

    public var next: NextStep? {
        (low ?? frozen).map { NextStep(.checkSensors, due: $0.since.day(utcOffset: utcOffset)) }
            ?? state.supply.next(missingAfter, utcOffset: utcOffset, judging: .fume)
    }
}
