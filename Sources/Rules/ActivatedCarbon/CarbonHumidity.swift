public import Facilities

/// HJ 2026-2013 as a review rule set cites it: relative humidity at the inlet below 80 %, since water takes the VOCs'
/// place. No limit of Jiangsu's own was found. Judged while the fan runs; ten minutes and the band of
/// 3 % are our own.
public struct CarbonHumidity: Rule {
    public static let id = "carbon.humidity"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "吸附箱进口相对湿度是否过高（风机运行时）", en: "whether the air at the inlet is too humid, while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var live = LiveLimit()
    }

    public var state = State()
    private let way: LiveLimit.Way

    public init(of facility: Facility) {
        way = LiveLimit.Way(
            quantity: .humidity,
            limit: facility.limit(
                Limit(
                    "inletHumidity", 80, .percent, in: 10...100, looser: .above, source: "HJ 2026-2013", verified: false
                )),
            missingAfter: facility.limit(.missingAfter), band: 3, onDelay: .minutes(10), offDelay: .minutes(10)
        )
    }

    public var limits: [Limit] { [way.limit, way.missingAfter] }
    public var needs: [Need] { [way.need] }

    public mutating func consider(_ seen: Observed) -> Verdict {
        state.live.consider(seen, way)
        var verdict = Verdict()
        for over in state.live.over(seen, way) { verdict.add(finding(over, seen), .dryInlet, in: seen) }
        verdict.add(way.unjudged(Self.id, seen), .checkSensors, in: seen)
        return verdict
    }

    private func finding(_ over: LiveLimit.Over, _ seen: Observed) -> Finding {
        let (value, limit) = (over.shown(decimals: 1, beside: way.limit), way.limit.value.plainText)
        let text = Text(
            zh: "进口相对湿度\(value.zh)%，超过\(limit)%，吸附能力下降",
            en: "relative humidity at the inlet \(value.en) %, over \(limit) %: the carbon takes up less"
        )
        return Finding(
            rule: Self.id, over, level: Self.colour.level(of: way.limit), limit: way.limit,
            text: seen.at(over.channel, text))
    }

    public func migrated(_ old: OldState) throws -> State {
        State(live: try .migrated(old, \Form0.OneLive.live, of: .humidity))
    }
}
