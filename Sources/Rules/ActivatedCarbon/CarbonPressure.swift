public import Facilities

/// HJ 2026-2013: the pressure drop of an adsorber stays below 2.5 kPa, with fibre below 4 kPa. Every adsorber box is judged
/// by itself, while the fan runs, when it has lasted a minute; the band of 5 % is our own.
public struct CarbonPressure: Rule {
    public static let id = "carbon.pressure"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "吸附箱压差是否超限", en: "whether the pressure drop over the adsorber is over its limit"
    )

    public struct State: Codable, Hashable, Sendable {
        var live = LiveLimit()
    }

    public var state = State()
    private let way: LiveLimit.Way

    public init(_ settings: CarbonSettings, of facility: Facility) {
        let preset = settings.form == .fibre ? 4000.0 : 2500
        let limit = facility.limit(
            Limit(
                "pressureDrop", preset, .pascal, in: 100...20_000, looser: .above, source: "HJ 2026-2013",
                verified: false))
        way = LiveLimit.Way(
            rule: Self.id, level: Self.colour.level(of: limit), quantity: .pressureDrop, limit: limit,
            missingAfter: facility.limit(.missingAfter), band: limit.value * 0.05
        )
    }

    public var limits: [Limit] { [way.limit, way.missingAfter] }
    public var needs: [Need] { [way.need] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        var verdict = Verdict()
        for over in state.live.judge(seen, way) { verdict.add(over, way, text(over), .checkAdsorber, in: seen) }
        verdict.add(way.unjudged(seen), .checkSensors, in: seen)
        return verdict
    }

    private func text(_ over: LiveLimit.Over) -> Text {
        let (value, limit) = over.shown(decimals: 0, beside: way.limit)
        return Text(
            zh: "压差\(value.zh) Pa，超过\(limit) Pa，吸附箱可能堵塞",
            en: "pressure drop \(value.en) Pa, over \(limit) Pa: the adsorber may be clogged"
        )
    }

    public func migrated(_ old: OldState) throws -> State {
        State(live: try .migrated(old, \Form0.OneLive.live, of: .pressureDrop))
    }
}
