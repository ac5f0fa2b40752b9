public import Facilities

/// DB32/4437-2022 (not read; from memory): the point's hourly PM10 is at most 80 µg/m³ above the city's for that hour.
/// Judged where PM10 is measured.
public struct DustPM10: Rule {
    public static let id = "dust.pm10"
    public static let judges = Text(
        zh: "PM10小时均值高出城市均值是否超限", en: "how far the hourly PM10 is above the city's"
    )

    public struct State: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        var comparison = CityComparison()
        /// The newest hour of which both means are known.
        var judged: CityComparison.Hour?
        /// The first hour since then of which the city's is not.
        var waiting: Timestamp?
        /// Since the first of the hours over the limit that follow each other.
        var over = Hold()
        var supply = Supply()
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let utcOffset: Int

    static func limit(of facility: Facility) -> Limit {
        facility.limit(Limit("pm10", 80, .microgramPerCubicMetre, source: "DB32/4437-2022", verified: false))
    }

    public init(of facility: Facility) {
        limit = Self.limit(of: facility)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        state.now = event.now(after: state.now)
        switch event {
        case .sample(let sample):
            state.supply.take(sample, .pm10)
            guard sample.measures(.pm10) else { break }
            if let hour = state.mean.add(sample.value(of: .pm10), at: sample.time, length: .hours(1)) {
                let both = state.comparison.add(site: hour)
                if both == nil { state.waiting = state.waiting ?? hour.start }
                judge(both)
            }
        case .record(let record):
            guard case .cityMean(let mean) = record.body else { break }
            judge(state.comparison.add(city: mean, at: record.at))
        case .evidence, .tick: break
        }
        return [over, unjudged].compactMap(\.self)
    }

    private mutating func judge(_ hour: CityComparison.Hour?) {
        guard let hour, hour.start >= state.judged?.start ?? hour.start else { return }
        state.judged = hour
        state.waiting = nil
        state.over.update(hour.excess > limit.value, at: hour.start, onDelay: .zero, offDelay: .zero)
    }

    private var over: Finding? {
        guard let judged = state.judged, judged.excess > limit.value else { return nil }
        let since = state.over.since ?? judged.start
        let (site, city) = (judged.site.plainText(decimals: 1), judged.city.plainText(decimals: 1))
        let (excess, most) = (judged.excess.plainText(decimals: 1, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "PM10小时均值\(site) µg/m³，城市均值\(city) µg/m³，高出\(excess) µg/m³，超过\(most) µg/m³",
            en: "hourly PM10 \(site) µg/m³ is \(excess) µg/m³ above the city's \(city) µg/m³, over \(most) µg/m³"
        )
        return Finding(rule: Self.id, level: .red, since: since, figure: judged.excess, limit: limit, text: text)
    }

    /// The city's mean may come two hours after its own.
    private static let patience = Duration.hours(3)

    private var unjudged: Finding? {
        guard state.supply.measures(.pm10), let now = state.now else { return nil }
        guard state.mean.isCurrent(at: now, length: .hours(1)) else {
            return .unjudged(Self.id, Text(zh: "PM10小时均值", en: "hourly mean of PM10"), since: now, limit: limit)
        }
        let isInTime = state.waiting.map { now - $0 < Self.patience } ?? true
        guard state.judged == nil || !isInTime else { return nil }
        let text = Text(zh: "没有收到城市PM10均值，无法判断", en: "no city mean of PM10 was received: it cannot be judged")
        return Finding(rule: Self.id, cause: "city", level: .grey, since: now, limit: limit, text: text)
    }

    public var next: NextStep? {
        over.map { NextStep(.reduceDust, due: $0.since.day(utcOffset: utcOffset)) }
    }
}
