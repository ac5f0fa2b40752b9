public import Facilities

/// DB32/4437-2022 (not read; from memory): TSP at most 500 µg/m³ as the mean of 15 minutes counted from the hour. What it
/// takes off while the city's AQI is 200 to 300 by particulate matter is left out: the gateway is not told the AQI.
public struct DustTSP: Rule {
    public static let id = "dust.tsp"
    public static let judges = Text(
        zh: "TSP 15分钟均值是否超限", en: "whether the 15-minute mean of TSP is over its limit"
    )

    public struct State: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        /// Since the first of the quarter hours over the limit that follow each other.
        var over = Hold()
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let utcOffset: Int

    static let interval = Duration.minutes(15)

    static func limit(of facility: Facility) -> Limit {
        facility.limit(Limit("tsp", 500, .microgramPerCubicMetre, source: "DB32/4437-2022", verified: false))
    }

    public init(of facility: Facility) {
        limit = Self.limit(of: facility)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event, sample.measures(.tsp) {
            take(sample.value(of: .tsp), at: sample.time)
        }
        state.now = event.now(after: state.now)
        return [over, unjudged].compactMap(\.self)
    }

    private mutating func take(_ value: Double?, at time: Timestamp) {
        guard let quarter = state.mean.add(value, at: time, length: Self.interval) else { return }
        state.over.update(quarter.mean > limit.value, at: quarter.start, onDelay: .zero, offDelay: .zero)
    }

    private var over: Finding? {
        guard let last = state.mean.last, last.mean > limit.value else { return nil }
        let since = state.over.since ?? last.start
        let text = Text(
            zh:
                "TSP 15分钟均值\(last.mean.plainText(decimals: 0, beside: limit.value)) µg/m³，超过\(limit.value.plainText) µg/m³",
            en:
                "15-minute mean of TSP \(last.mean.plainText(decimals: 0, beside: limit.value)) µg/m³, over \(limit.value.plainText) µg/m³"
        )
        return Finding(rule: Self.id, level: .red, since: since, figure: last.mean, limit: limit, text: text)
    }

    /// A dust site without TSP is never green.
    private var unjudged: Finding? {
        guard let now = state.now, !state.mean.isCurrent(at: now, length: Self.interval) else { return nil }
        return .unjudged(Self.id, Text(zh: "TSP 15分钟均值", en: "15-minute mean of TSP"), since: now, limit: limit)
    }

    public var next: NextStep? {
        over.map { NextStep(.reduceDust, due: $0.since.day(utcOffset: utcOffset)) }
    }
}
