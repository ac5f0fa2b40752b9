public import Facilities

/// HJ 2026-2013 as a review rule set cites it: relative humidity at the inlet below 80 %, since water takes the VOCs'
/// place. No limit of Jiangsu's own was found, so that it is yellow. Judged while the fan runs; ten minutes and the band of
/// 3 % are our own.
public struct CarbonHumidity: Rule {
    public static let id = "carbon.humidity"
    public static let judges = Text(
        zh: "吸附箱进口相对湿度是否过高（风机运行时）", en: "whether the air at the inlet is too humid, while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var live = LiveLimit()
    }

    public var state = State()
    private let way: LiveLimit.Way
    private let utcOffset: Int

    public init(of facility: Facility) {
        way = LiveLimit.Way(
            quantity: .humidity,
            limit: facility.limit(Limit("inletHumidity", 80, .percent, source: "HJ 2026-2013", verified: false)),
            fanAbove: facility.limit(.fanOnCurrent), missingAfter: facility.limit(.missingAfter), band: 3,
            onDelay: .minutes(10), offDelay: .minutes(10)
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
            let (value, limit) = (figure.plainText(decimals: 1, beside: way.limit.value), way.limit.value.plainText)
            let text = Text(
                zh: "进口相对湿度\(value)%，超过\(limit)%，吸附能力下降",
                en: "relative humidity at the inlet \(value) %, over \(limit) %: the carbon takes up less"
            )
            return Finding(
                rule: Self.id, level: .yellow, since: since, figure: figure, limit: way.limit, text: text)
        }
    }

    public var next: NextStep? { state.live.next(.dryInlet, way, utcOffset: utcOffset) }
}
