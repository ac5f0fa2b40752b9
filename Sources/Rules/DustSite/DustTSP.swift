public import Facilities

/// DB32/4437-2022 (not read; from memory): TSP at most 500 µg/m³ as the mean of 15 minutes counted from the hour, at any
/// monitoring point. What it takes off while the city's AQI is 200 to 300 by particulate matter is not applied: the figure is
/// only remembered, and would loosen the limit.
public struct DustTSP: Rule {
    public static let id = "dust.tsp"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "TSP 15分钟均值是否超限", en: "whether the 15-minute mean of TSP is over its limit"
    )

    public struct State: Codable, Hashable, Sendable {
        var points = ByDevice<MeanHold>()
    }

    public var state = State()
    private let limit: Limit

    static let interval = Duration.minutes(15)

    static func limit(of facility: Facility) -> Limit {
        facility.limit(
            Limit(
                "tsp", 500, .microgramPerCubicMetre, in: 50...5000, looser: .above, source: "DB32/4437-2022",
                verified: false))
    }

    public init(of facility: Facility) {
        limit = Self.limit(of: facility)
    }

    public var limits: [Limit] { [limit] }
    public var needs: [Need] { [Need(.tsp, within: .minutes(5), limits: [(limit, .above)])] }

    public var means: [JudgedMean] {
        state.points.judged(Self.id, .tsp, length: Self.interval, \.mean, limit: { _ in limit })
    }

    public var ready: Timestamp? { state.points.ready(length: Self.interval, \.mean) }

    public mutating func consider(_ seen: Observed) -> Verdict {
        for told in seen.told(.tsp) {
            state.points.update(told.device, from: MeanHold()) { point in
                _ = point.add(
                    told.measured(.limits), at: seen.time, length: Self.interval, period: told.channel.period,
                    limit: { _ in limit.value })
            }
        }
        var verdict = Verdict()
        let what = Text(zh: "TSP 15分钟均值", en: "15-minute mean of TSP")
        for known in seen.channels(of: .tsp) {
            let point = state.points[known.device] ?? MeanHold()
            verdict.add(over(point, known.channel, seen), .reduceDust, in: seen)
            guard !point.isCurrent(at: seen.now, length: Self.interval) else { continue }
            verdict.add(.unjudged(Self.id, what, of: known.channel, seen, limit: limit), in: seen)
        }
        verdict.add(seen.outOfReach(.tsp, Self.id, limit, .above), .checkSensors, in: seen)
        return verdict
    }

    private func over(_ point: MeanHold, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.since, let figure = point.figure else { return nil }
        let (mean, most) = (figure.shown(point.bound, decimals: 0, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "TSP 15分钟均值\(mean.zh) µg/m³，超过\(most) µg/m³",
            en: "15-minute mean of TSP \(mean.en) µg/m³, over \(most) µg/m³"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .red, since: since, figure: figure,
            bound: point.bound, limit: limit, text: seen.at(channel, text))
    }

    private struct Old: Decodable {
        var mean: MeanOverLimit
        var over: Hold
    }

    public func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        return State(points: old.byDevice(MeanHold(form0.mean, over: form0.over), of: .tsp))
    }
}
