import Facilities

/// DB32/4437-2022 (not read; from memory): the hourly PM10 of any point is at most 80 µg/m³ above the city's for that
/// hour. The rule judges where PM10 is measured.
struct DustPM10: Rule {
    static let id = "dust.pm10"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "PM10小时均值高出城市均值是否超限", en: "how far the hourly PM10 is above the city's"
    )

    struct State: Codable, Hashable, Sendable {
        var points = ByDevice<Point>()
        /// The city's hours, for points without a sample so far.
        var city = CityComparison()
    }

    /// One station.
    struct Point: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        var comparison = CityComparison()
        /// The newest hour of which both means are known.
        var judged: CityComparison.Hour?
        /// The first hour since then of which the city's mean is unknown.
        var waiting: Timestamp?
        /// The excess, since the first of the consecutive hours over the limit.
        var over = Hold()
    }

    var state = State()
    private let limit: Limit

    static func limit(of facility: Facility) -> Limit {
        facility.limit(
            Limit(
                "pm10", 80, .microgramPerCubicMetre, in: 10...2000, looser: .above, source: "DB32/4437-2022",
                verified: false))
    }

    init(of facility: Facility) {
        limit = Self.limit(of: facility)
    }

    var limits: [Limit] { [limit] }
    var needs: [Need] { [Need(.pm10, within: .minutes(15))] }

    var ready: Timestamp? { state.points.ready(length: .hours(1), \.mean) }

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .pm10) { take(new, seen) }
        if let record = seen.record, let air = record.body as? CityAir {
            _ = state.city.add(city: air)
            let limit = limit.value
            state.points.updateAll { $0.judge($0.comparison.add(city: air), limit: limit) }
        }
        var verdict = Verdict()
        for known in seen.channels(of: .pm10) {
            let point = state.points[known.device] ?? Point(comparison: state.city)
            verdict.add(over(point, known.channel, seen), .reduceDust, in: seen)
            verdict.add(unjudged(point, known.channel, seen), in: seen)
        }
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let counting = new.measured(.limits)?.counting(for: .above)
        state.points.update(new.device, from: Point(comparison: state.city)) { point in
            guard
                let hour = point.mean.add(
                    counting, at: seen.time, length: .hours(1), period: new.channel.period)
            else { return }
            let both = point.comparison.add(site: hour)
            if both == nil { point.waiting = point.waiting ?? hour.start }
            point.judge(both, limit: limit.value)
        }
    }

    private func over(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let judged = point.judged, point.over.isOn, let since = point.over.since else { return nil }
        let bound = judged.bound ?? .exact
        let (site, city) = (judged.site.shown(bound, decimals: 1, beside: 0), judged.city.plainText(decimals: 1))
        let (excess, most) = (judged.excess.plainText(decimals: 1, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "PM10小时均值\(site.zh) µg/m³，城市均值\(city) µg/m³，高出\(excess) µg/m³，超过\(most) µg/m³",
            en: "hourly PM10 \(site.en) µg/m³ is \(excess) µg/m³ above the city's \(city) µg/m³, over \(most) µg/m³"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .red, since: since,
            figure: judged.excess, bound: bound, limit: limit, text: seen.at(channel, text))
    }

    /// The time for which the city's mean is awaited; it may come two hours after its own hour.
    private static let patience = Duration.hours(3)

    func missingRecord(in finding: Finding) -> Text? {
        finding.cause.hasSuffix("/city") ? Text(zh: "城市PM10均值", en: "the city's mean of PM10") : nil
    }

    private func unjudged(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard point.mean.isCurrent(at: seen.now, length: .hours(1)) else {
            let what = Text(zh: "PM10小时均值", en: "hourly mean of PM10")
            return .unjudged(Self.id, what, of: channel, seen, limit: limit)
        }
        guard point.judged == nil || isLate(point, at: seen.now) else { return nil }
        let text = Text(zh: "没有收到城市PM10均值，无法判断", en: "no city mean of PM10 was received: it cannot be judged")
        return Finding(
            rule: Self.id, cause: "\(channel.id)/city", of: channel, level: .grey, since: seen.now,
            limit: limit.addressed(to: .bureau), text: seen.at(channel, text))
    }

    /// Whether the city's mean of an hour has not come in time.
    private func isLate(_ point: Point, at now: Timestamp) -> Bool {
        guard let waiting = point.waiting else { return false }
        return now - waiting >= Self.patience
    }

    func migrated(_ old: OldState) throws -> State {
        let point = try old.form0(Point.self)
        return State(points: old.byDevice(point, of: .pm10), city: point.comparison)
    }
}

extension DustPM10.Point {
    fileprivate mutating func judge(_ hour: CityComparison.Hour?, limit: Double) {
        guard let hour, hour.start >= judged?.start ?? hour.start else { return }
        let isPast = Measured(hour.excess, hour.bound ?? .exact).isPast(limit, .above)
        // A mean that contains bounds can show that the limit is exceeded, but not that it is met.
        guard let isPast else { return }
        judged = hour
        waiting = nil
        over.update(isPast, at: hour.start, onDelay: .zero, offDelay: .zero)
    }
}
