public import Facilities

/// HJ 2026-2013: the pressure drop of an adsorber stays below 2.5 kPa, with fibre below 4 kPa. Judged while the fan runs,
/// when it has lasted a minute; the band of 5 % is our own.
public struct CarbonPressure: Rule {
    public static let id = "carbon.pressure"
    public static let judges = Text(
        zh: "吸附箱压差是否超限", en: "whether the pressure drop over the adsorber is over its limit"
    )

    public struct State: Codable, Hashable, Sendable {
        var live = LiveLimit()
    }

    public var state = State()
    private let way: LiveLimit.Way
    private let utcOffset: Int

    public init(_ settings: CarbonSettings, of facility: Facility) {
        let preset = settings.form == .fibre ? 4000.0 : 2500
        let limit = facility.limit(Limit("pressureDrop", preset, .pascal, source: "HJ 2026-2013", verified: false))
        way = LiveLimit.Way(
            quantity: .pressureDrop, limit: limit, fanAbove: facility.limit(.fanOnCurrent),
            missingAfter: facility.limit(.missingAfter), band: limit.value * 0.05
        )
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [way.limit] + way.limits }

    public mutating func consider(_ event: Event) -> [Finding] {
        state.live.consider(event, way)
        return [over].compactMap(\.self) + state.live.missing(Self.id, way)
    }

    private var over: Finding? {
        state.live.over.map { figure, since in
            let (value, limit) = (figure.plainText(decimals: 0, beside: way.limit.value), way.limit.value.plainText)
            let text = Text(
                zh: "压差\(value) Pa，超过\(limit) Pa，吸附箱可能堵塞",
                en: "pressure drop \(value) Pa, over \(limit) Pa: the adsorber may be clogged"
            )
            return Finding(
                rule: Self.id, level: .red, since: since, figure: figure, limit: way.limit, text: text)
        }
    }

    public var next: NextStep? { state.live.next(.checkAdsorber, way, utcOffset: utcOffset) }
}
