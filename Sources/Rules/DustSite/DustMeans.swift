public import Facilities

/// DB32/4437-2022 (not read; from memory): TSP at most 500 µg/m³ as the mean of 15 minutes counted from the hour.
public struct DustTSP: Rule {
    public static let id = "dust.tsp"

    public var state = MeanOverLimitState()
    private let limit: Limit

    public init(of facility: Facility) {
        limit = facility.limit(Limit("tsp", 500, .microgramPerCubicMetre, source: "DB32/4437-2022", verified: false))
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event, let tsp = sample.reading(of: .tsp) {
            state.mean.add(tsp.value, at: sample.time, length: .minutes(15))
        }
        guard let last = state.mean.last, last.mean > limit.value else { return [] }
        let text = Text(
            zh: "TSP 15分钟均值\(last.mean.plainText(decimals: 0)) µg/m³，超过\(limit.value.plainText) µg/m³",
            en: "15-minute mean of TSP \(last.mean.plainText(decimals: 0)) µg/m³, over \(limit.value.plainText) µg/m³"
        )
        return [Finding(rule: Self.id, level: .red, since: last.start, figure: last.mean, limit: limit, text: text)]
    }

    public var next: NextStep? {
        guard let last = state.mean.last, last.mean > limit.value else { return nil }
        return NextStep(.reduceDust, due: last.start.day(utcOffset: 28_800))
    }
}

/// DB32/4437-2022 (not read; from memory): the point's hourly PM10 is at most 80 µg/m³ above the city's for that hour.
public struct DustPM10: Rule {
    public static let id = "dust.pm10"

    public struct State: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        var city: Record?
    }

    public var state = State()
    private let limit: Limit

    public init(of facility: Facility) {
        limit = facility.limit(Limit("pm10", 80, .microgramPerCubicMetre, source: "DB32/4437-2022", verified: false))
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        switch event {
        case .sample(let sample):
            if let pm10 = sample.reading(of: .pm10) { state.mean.add(pm10.value, at: sample.time, length: .hours(1)) }
        case .record(let record):
            if case .cityMean = record.body { state.city = record }
        case .tick: break
        }
        guard let last = state.mean.last else { return [] }
        // The city's mean of an hour comes after that hour; one of two hours ago is the oldest that is taken.
        guard let city = state.city, case .cityMean(let mean) = city.body, last.start - city.at <= .hours(2) else {
            let text = Text(zh: "没有收到城市PM10均值，无法判断", en: "no city mean of PM10 was received: it cannot be judged")
            return [
                Finding(rule: Self.id, level: .grey, since: last.start, figure: last.mean, limit: limit, text: text)
            ]
        }
        let above = last.mean - mean.pm10
        guard above > limit.value else { return [] }
        let text = Text(
            zh: "PM10小时均值高出城市均值\(above.plainText(decimals: 0)) µg/m³，超过\(limit.value.plainText) µg/m³",
            en:
                "hourly PM10 is \(above.plainText(decimals: 0)) µg/m³ above the city's, over \(limit.value.plainText) µg/m³"
        )
        return [Finding(rule: Self.id, level: .red, since: last.start, figure: above, limit: limit, text: text)]
    }
}
