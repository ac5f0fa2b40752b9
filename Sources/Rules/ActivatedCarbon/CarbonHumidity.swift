import Facilities

/// HJ 2026-2013 as a review rule set cites it: the relative humidity at the inlet is below 80 %, since water takes the
/// place of the VOCs. No limit of Jiangsu's own was found. The rule judges while the fan runs; ten minutes and the band
/// of 3 % are our own.
struct CarbonHumidity: Rule {
    static let id = "carbon.humidity"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "吸附箱进口相对湿度是否过高（风机运行时）", en: "whether the air at the inlet is too humid, while the fan runs"
    )

    struct State: Codable, Hashable, Sendable {
        var live = LiveLimit()
    }

    var state = State()
    private let way: LiveLimit.Way

    init(of facility: Facility) {
        let limit = facility.limit(
            Limit("inletHumidity", 80, .percent, in: 10...100, looser: .above, source: "HJ 2026-2013", verified: false)
        )
        way = LiveLimit.Way(
            rule: Self.id, level: Self.colour.level(of: limit), quantity: .humidity, limit: limit,
            missingAfter: facility.limit(.missingAfter), band: 3, onDelay: .minutes(10), offDelay: .minutes(10)
        )
    }

    var limits: [Limit] { [way.limit, way.missingAfter] }
    var needs: [Need] { [way.need] }

    mutating func consider(_ seen: Observed) -> Verdict {
        var verdict = Verdict()
        for over in state.live.judge(seen, way) { verdict.add(over, way, text(over), .dryInlet, in: seen) }
        verdict.add(way.unjudged(seen), .checkSensors, in: seen)
        return verdict
    }

    private func text(_ over: LiveLimit.Over) -> Text {
        let (value, limit) = over.shown(decimals: 1, beside: way.limit)
        return Text(
            zh: "进口相对湿度\(value.zh)%，超过\(limit)%，吸附能力下降",
            en: "relative humidity at the inlet \(value.en) %, over \(limit) %: the carbon takes up less"
        )
    }

    func migrated(_ old: OldState) throws -> State {
        State(live: try .migrated(old, \Form0.OneLive.live, of: .humidity))
    }
}
