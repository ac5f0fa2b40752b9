public import Facilities

/// Nanjing's differentiated management (差别化管理) asks sites for an automatic spray. By how much dust it has to start, and
/// how soon, is our own default: 80 % of the TSP limit, or 150 µg/m³ of PM10, as means of a minute, and five minutes.
/// Judged where the state of the spray is measured, by whichever device.
public struct DustSpray: Rule {
    public static let id = "dust.spray"
    public static let judges = Text(
        zh: "扬尘升高时喷淋是否及时开启", en: "whether the spray is switched on in time when there is dust"
    )

    public struct State: Codable, Hashable, Sendable {
        var tsp = Dust()
        var pm10 = Dust()
        var spray = Latest()
        var supply = Supply()
        var hold = Hold()
        /// What was over its threshold last.
        var cause: Cause?
        var now: Timestamp?
    }

    /// Means of a minute, and the newest of them.
    struct Dust: Codable, Hashable, Sendable {
        private var mean = IntervalMean()
        private(set) var newest = Latest()

        mutating func take(_ sample: Sample, _ quantity: Quantity, at now: Timestamp) {
            guard sample.measures(quantity) else { return }
            let minute = mean.add(sample.value(of: quantity), at: sample.time, length: .minutes(1))
            newest.take(minute?.mean, at: now)
        }
    }

    struct Cause: Codable, Hashable, Sendable {
        var quantity: Quantity
        var mean: Double
        var limit: Limit
    }

    public var state = State()
    private let tsp: Limit
    private let pm10: Limit
    private let after: Limit
    private let missing: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        let unit = PhysicalUnit.microgramPerCubicMetre
        tsp = facility.limit(.ownDefault("sprayTSP", DustTSP.limit(of: facility).value * 0.8, unit))
        pm10 = facility.limit(.ownDefault("sprayPM10", 150, unit))
        after = facility.limit(.ownDefault("sprayAfter", 5, .minute))
        missing = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [tsp, pm10, after, missing] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        if case .sample(let sample) = event {
            state.tsp.take(sample, .tsp, at: now)
            state.pm10.take(sample, .pm10, at: now)
            state.spray.take(sample.value(of: .sprayState), at: now)
            state.supply.take(sample, .sprayState)
        }
        judge(at: now)
        return [dry].compactMap(\.self) + state.supply.findings(Self.id, missing)
    }

    private mutating func judge(at now: Timestamp) {
        let means = [
            state.tsp.newest.value(at: now).map { Cause(quantity: .tsp, mean: $0, limit: tsp) },
            state.pm10.newest.value(at: now).map { Cause(quantity: .pm10, mean: $0, limit: pm10) },
        ].compactMap(\.self)
        state.cause = means.first { $0.mean > $0.limit.value } ?? state.cause
        // A tenth below the threshold before it is over: dust at the threshold does not flicker.
        let share = state.hold.isOn ? 0.9 : 1
        let isDusty = means.isEmpty ? nil : means.contains { $0.mean > $0.limit.value * share }
        let isDry = state.spray.value(at: now).flatMap { $0 >= 0.5 ? false : isDusty }
        state.hold.update(isDry, at: now, onDelay: after.duration, offDelay: .seconds(60))
    }

    private var dry: Finding? {
        guard let since = state.hold.since, let cause = state.cause else { return nil }
        let (mean, limit) = (cause.mean.plainText(decimals: 0, beside: cause.limit.value), cause.limit.value.plainText)
        let (what, minutes) = (cause.quantity.title, after.value.plainText)
        let text = Text(
            zh: "\(what.zh)1分钟均值\(mean) µg/m³，超过\(limit) µg/m³，\(minutes)分钟内未开启喷淋",
            en: "1-minute mean of \(what.en) \(mean) µg/m³, over \(limit) µg/m³, and no spray within \(minutes) min"
        )
        return Finding(
            rule: Self.id, level: .yellow, since: since, figure: cause.mean, limit: cause.limit, text: text)
    }

    public var next: NextStep? {
        state.hold.since.map { NextStep(.switchOnSpray, due: $0.day(utcOffset: utcOffset)) }
            ?? state.supply.next(missing, utcOffset: utcOffset)
    }
}
