public import Facilities

/// HJ 2026-2013: the pressure drop of an adsorber stays below 2.5 kPa, with fibre below 4 kPa.
public struct CarbonPressure: Rule {
    public static let id = "carbon.pressure"
    public static let judges = Text(
        zh: "吸附箱压差是否超限", en: "whether the pressure drop over the adsorber is over its limit"
    )

    public struct State: Codable, Hashable, Sendable {
        var hold = Hold()
        var figure: Double?
    }

    public var state = State()
    private let limit: Limit
    private let current: Limit
    private let utcOffset: Int

    public init(_ settings: CarbonSettings, of facility: Facility) {
        let preset = settings.form == .fibre ? 4000.0 : 2500
        limit = facility.limit(Limit("pressureDrop", preset, .pascal, source: "HJ 2026-2013", verified: false))
        current = facility.limit(.fanOnCurrent)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event, sample.measures(.pressureDrop) {
            let value = sample.value(of: .pressureDrop)
            let standing = sample.fanRuns(above: current) == false
            state.figure = value ?? state.figure
            // Five per cent below the limit before it is over: a value at the limit does not flicker.
            state.hold.update(
                standing ? nil : value, .above, limit.value, band: limit.value * 0.05, at: sample.time,
                onDelay: .seconds(60), offDelay: .seconds(60)
            )
        }
        guard state.hold.isOn, let since = state.hold.since, let figure = state.figure else { return [] }
        let text = Text(
            zh: "压差\(figure.plainText(decimals: 0)) Pa，超过\(limit.value.plainText) Pa，吸附箱可能堵塞",
            en:
                "pressure drop \(figure.plainText(decimals: 0)) Pa, over \(limit.value.plainText) Pa: the adsorber may be clogged"
        )
        return [Finding(rule: Self.id, level: .red, since: since, figure: figure, limit: limit, text: text)]
    }

    public var next: NextStep? {
        guard state.hold.isOn, let since = state.hold.since else { return nil }
        return NextStep(.checkAdsorber, due: since.day(utcOffset: utcOffset))
    }
}
