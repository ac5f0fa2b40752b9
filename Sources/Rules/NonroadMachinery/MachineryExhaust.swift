public import Facilities

/// No standard sets a figure: both are our own. Above 550 °C a particulate filter may be burning itself clean (yellow): it
/// passes, and is not to be stopped. Above 700 °C no regeneration should go: fire risk (red), which stays until
/// somebody has acknowledged it, since the machine must be looked at even after it has cooled.
public struct MachineryExhaust: Rule {
    public static let id = "machinery.exhaust"
    public static let judges = Text(
        zh: "排气温度是否过高（再生或火灾风险）", en: "whether the exhaust is too hot: regeneration, or a fire risk"
    )

    public struct State: Codable, Hashable, Sendable {
        var engine = EngineWatch()
        var hot = LimitHold()
        var fire = LimitHold()
        var supply = Supply()
    }

    public var state = State()
    private let hot: Limit
    private let fire: Limit
    private let speed: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        hot = facility.limit(.ownDefault("exhaustTemp", 550, .celsius))
        fire = facility.limit(.ownDefault("exhaustFire", 700, .celsius))
        speed = facility.limit(.engineOnSpeed)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [hot, fire, speed, missingAfter] }

    private static let band = 20.0

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event { take(sample) }
        return [burning ?? regenerating].compactMap(\.self) + state.supply.findings(Self.id, missingAfter)
    }

    /// A hot exhaust is hot whether the engine runs or not; only what is missing is not missed while it stands.
    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.engine.take(sample)
        let runs = state.engine.turns(above: speed, at: time)
        state.supply.take(sample, .exhaustTemp, isNeeded: runs != false)
        guard sample.measures(.exhaustTemp) else { return }
        let value = sample.value(of: .exhaustTemp)
        state.hot.update(
            value, .above, hot.value, band: Self.band, at: time, onDelay: .seconds(60), offDelay: .seconds(60))
        state.fire.update(
            value, .above, fire.value, band: Self.band, at: time, onDelay: .seconds(10), offDelay: .seconds(60))
    }

    private var burning: Finding? {
        finding("fire", .red, state.fire, fire, Text(zh: "有火灾风险，请停机检查", en: "fire risk: stop the machine and check it"))
    }

    private var regenerating: Finding? {
        finding(
            "hot", .yellow, state.hot, hot,
            Text(zh: "可能正在再生，请远离可燃物", en: "it may be regenerating: keep it away from what can burn")
        )
    }

    private func finding(
        _ cause: String, _ level: Finding.Level, _ hold: LimitHold, _ limit: Limit, _ what: Text
    ) -> Finding? {
        guard let since = hold.since, let figure = hold.figure else { return nil }
        let (is_, of) = (figure.plainText(decimals: 0, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "排气温度\(is_) °C，超过\(of) °C，\(what.zh)",
            en: "exhaust temperature \(is_) °C, over \(of) °C; \(what.en)"
        )
        return Finding(
            rule: Self.id, cause: cause, level: level, since: since, figure: figure, limit: limit, text: text,
            latches: level == .red)
    }

    public var next: NextStep? {
        (burning ?? regenerating).map {
            NextStep(.checkExhaustCleaning, due: $0.since.day(utcOffset: utcOffset))
        } ?? state.supply.next(missingAfter, utcOffset: utcOffset)
    }
}
