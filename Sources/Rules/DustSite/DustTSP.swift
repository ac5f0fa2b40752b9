import Facilities

/// DB32/4437-2022 (not read; from memory): TSP at most 500 µg/m³ as the mean of 15 minutes counted from the hour, at
/// any monitoring point. The deduction while the city's AQI is 200 to 300 by particulate matter is not applied: its
/// figure is from memory, and would make the limit looser.
struct DustTSP: Rule {
    static let id = "dust.tsp"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "TSP 15分钟均值是否超限", en: "whether the 15-minute mean of TSP is over its limit"
    )

    struct State: Codable, Hashable, Sendable {
        var points = ByDevice<MeanHold>()
    }

    var state = State()
    private let limit: Limit

    static let interval = Duration.minutes(15)

    static func limit(of facility: Facility) -> Limit {
        facility.limit(
            Limit(
                "tsp", 500, .microgramPerCubicMetre, in: 50...5000, looser: .above, source: "DB32/4437-2022",
                verified: false))
    }

    init(of facility: Facility) {
        limit = Self.limit(of: facility)
    }

    var limits: [Limit] { [limit] }
    var needs: [Need] { [Need(.tsp, within: .minutes(5), limits: [(limit, .above)])] }

    var means: [JudgedMean] {
        state.points.judged(Self.id, .tsp, length: Self.interval, \.mean, limit: { _ in limit })
    }

    var ready: Timestamp? { state.points.ready(length: Self.interval, \.mean) }

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .tsp) {
            state.points.update(new.device, from: MeanHold()) { point in
                _ = point.add(
                    new.measured(.limits), at: seen.time, length: Self.interval, period: new.channel.period,
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

    func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        return State(points: old.byDevice(MeanHold(form0.mean, over: form0.over), of: .tsp))
    }
}
