import Facilities

/// Nanjing's differentiated management (差别化管理) requires an automatic spray. The dust at which it must start, and how
/// soon, are our own defaults: 80 % of the TSP limit as means of a minute, and five minutes; 100 µg/m³ of PM10 is what
/// sites in Jiangning start at (2018). The rule judges where any device measures the state of the spray. Below 5 °C,
/// where the temperature is measured, nobody sprays, since water freezes on the ground; nor in rain, where that is
/// measured (both our own).
struct DustSpray: Rule {
    static let id = "dust.spray"
    static let colour = RuleClass.state
    static let judges = Text(
        zh: "扬尘升高时喷淋是否及时开启", en: "whether the spray is switched on in time when there is dust"
    )

    struct State: Codable, Hashable, Sendable {
        var tsp = ByDevice<Dust>()
        var pm10 = ByDevice<Dust>()
        var hold = Hold()
        /// The quantity that was last over its threshold.
        var cause: Cause?
    }

    /// The means of a minute at one point, and the newest of them.
    struct Dust: Codable, Hashable, Sendable {
        init() {}

        fileprivate var mean = IntervalMean()
        fileprivate var newest: Double?
        fileprivate var at: Timestamp?

        /// The time for which a mean describes the dust.
        private static let freshness = Duration.minutes(5)

        mutating func take(_ measured: Measured?, at time: Timestamp, now: Timestamp, period: Duration) {
            guard let minute = mean.add(measured, at: time, length: .minutes(1), period: period) else { return }
            (newest, at) = (minute.mean, now)
        }

        func value(at now: Timestamp, period: Duration) -> Double? {
            guard let newest, let at, now - at <= max(Self.freshness, period.tripled) else { return nil }
            return newest
        }
    }

    struct Cause: Codable, Hashable, Sendable {
        var quantity: Quantity
        var mean: Double
        var limit: Limit
    }

    var state = State()
    private let tsp: Limit
    private let pm10: Limit
    private let after: Limit
    private let missing: Limit
    private let coldest: Limit
    private let rain: Limit

    init(of facility: Facility) {
        let unit = PhysicalUnit.microgramPerCubicMetre
        tsp = facility.limit(
            .ownDefault("sprayTSP", DustTSP.limit(of: facility).value * 0.8, unit, in: 10...5000, looser: .above))
        pm10 = facility.limit(
            Limit(
                "sprayPM10", 100, unit, in: 10...2000, looser: .above, source: "南京江宁工地喷淋起动值（2018年新闻）",
                verified: false))
        after = facility.limit(.ownDefault("sprayAfter", 5, .minute, in: 0...1440, looser: .above))
        coldest = facility.limit(
            .ownDefault("sprayTemperature", 5, .celsius, in: -20...20, looser: .above))
        rain = facility.limit(.raining)
        missing = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [tsp, pm10, after, coldest, rain, missing] }
    var needs: [Need] { [Need(.sprayState), Need(.tsp, .pm10), Need(.temperature, isOptional: true), .rain] }

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .tsp) { state.tsp.update(new.device, from: Dust()) { $0.take(new, seen) } }
        for new in seen.newReadings(of: .pm10) { state.pm10.update(new.device, from: Dust()) { $0.take(new, seen) } }
        judge(seen)
        var verdict = Verdict()
        verdict.add(dry, .switchOnSpray, in: seen)
        let unseen = seen.missing(anyOf: [.sprayState], Self.id, missing)
        verdict.add(unseen, .checkSensors, in: seen)
        return verdict
    }

    private mutating func judge(_ seen: Observed) {
        var means: [Cause] = []
        for known in seen.channels(of: .tsp, .pm10) {
            let (dust, limit) = known.quantity == .tsp ? (state.tsp, tsp) : (state.pm10, pm10)
            guard let mean = dust[known.device]?.value(at: seen.now, period: known.channel.period) else { continue }
            means.append(Cause(quantity: known.quantity, mean: mean, limit: limit))
        }
        state.cause = means.first { $0.mean > $0.limit.value } ?? state.cause
        if isCold(seen) || Weather(seen.channels, at: seen.now, rain: rain).rains == true {
            // A spray may be off in frost or rain; an existing finding ends.
            return state.hold.update(
                false, at: seen.now, onDelay: after.duration, offDelay: .seconds(60),
                gap: seen.gap(of: .sprayState, .tsp, .pm10))
        }
        // The dust must fall a tenth below the threshold to end the finding, so that it does not flicker.
        let share = state.hold.isOn ? 0.9 : 1
        var isDry = sprays(seen).map { !$0 }
        if isDry == true {
            let isDusty = means.contains { $0.mean > $0.limit.value * share }
            isDry = means.isEmpty ? nil : isDusty
        }
        state.hold.update(
            isDry, at: seen.now, onDelay: after.duration, offDelay: .seconds(60),
            gap: seen.gap(of: .sprayState, .tsp, .pm10))
    }

    private func isCold(_ seen: Observed) -> Bool {
        seen.channels(of: .temperature).contains { known in
            guard let value = known.fresh(.limits, at: seen.now) else { return false }
            return value.value < coldest.value && value.bound.counts(for: .below)
        }
    }

    /// Whether any spray runs; nil when none has reported its state lately.
    private func sprays(_ seen: Observed) -> Bool? {
        var sprays: Bool?
        for known in seen.channels(of: .sprayState) {
            guard let value = known.fresh(.numbers, at: seen.now)?.value else { continue }
            sprays = sprays == true || value >= 0.5
        }
        return sprays
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
            rule: Self.id, level: Self.colour.level(of: cause.limit), since: since, figure: cause.mean,
            limit: cause.limit, text: text)
    }

    private struct Old: Decodable {
        var tsp: OldDust
        var pm10: OldDust
        var hold: Hold
        var cause: Cause?
    }

    private struct OldDust: Decodable {
        struct Newest: Decodable {
            var value: Double?
            var time: Timestamp?
        }

        var mean: IntervalMean
        var newest: Newest
    }

    func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        func dust(_ dust: OldDust) -> Dust { Dust(dust.mean, newest: dust.newest.value, at: dust.newest.time) }
        return State(
            tsp: old.byDevice(dust(form0.tsp), of: .tsp), pm10: old.byDevice(dust(form0.pm10), of: .pm10),
            hold: form0.hold, cause: form0.cause)
    }
}

extension DustSpray.Dust {
    init(_ mean: IntervalMean, newest: Double?, at time: Timestamp?) {
        (self.mean, self.newest, at) = (mean, newest, time)
    }

    fileprivate mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let counting = new.measured(.limits)?.counting(for: .above)
        take(counting, at: seen.time, now: seen.now, period: new.channel.period)
    }
}
