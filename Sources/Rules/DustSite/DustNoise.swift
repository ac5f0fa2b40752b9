public import Facilities

/// GB 12523-2025 table 1: by day, 06 to 22, at most 70 dB(A), by night 55 dB(A); and no maximum of the night more than 15
/// dB(A) above that (read for GB 12523-2011). The level is the energy mean of
/// 20 minutes counted from the hour, as long as GB 12523 measures (from memory). A maximum counts at once, as far as the
/// samples show it. Judged where noise is measured.
public struct DustNoise: Rule {
    public static let id = "dust.noise"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "昼间、夜间20分钟等效声级和夜间最大声级是否超限",
        en: "whether the level of 20 minutes by day or night, or a maximum of the night, is over its limit"
    )

    public struct State: Codable, Hashable, Sendable {
        var points = ByDevice<Point>()
    }

    /// One sound level meter.
    struct Point: Codable, Hashable, Sendable {
        var mean = MeanHold(.energy)
        var peak = Hold()
        /// The greatest level of the night since `peak` is on.
        var maximum: Double?
    }

    public var state = State()
    private let day: Limit
    private let night: Limit
    /// Above the limit of the night.
    private let excess: Limit
    private let utcOffset: Int

    private static let interval = Duration.minutes(20)
    /// Seconds after local midnight.
    private static let daytime = Int64(6 * 3600)..<Int64(22 * 3600)

    public init(of facility: Facility) {
        let source = "GB 12523-2025"
        day = facility.limit(
            Limit("noiseDay", 70, .decibel, in: 30...120, looser: .above, source: source, clause: "表1", verified: true))
        night = facility.limit(
            Limit(
                "noiseNight", 55, .decibel, in: 30...120, looser: .above, source: source, clause: "表1", verified: true))
        excess = facility.limit(
            Limit("noiseNightPeak", 15, .decibel, in: 0...60, looser: .above, source: source, verified: false))
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [day, night, excess] }
    public var needs: [Need] { [Need(.noise, within: .minutes(1), limits: [(day, .above), (night, .above)])] }

    private func isDay(_ time: Timestamp) -> Bool { Self.daytime.contains(time.secondsOfDay(utcOffset: utcOffset)) }

    private func limit(at time: Timestamp) -> Limit { isDay(time) ? day : night }

    private var highest: Double { night.value + excess.value }

    public mutating func consider(_ seen: Observed) -> Verdict {
        for told in seen.told(.noise) { take(told, at: seen.time) }
        var verdict = Verdict()
        for known in seen.channels where known.quantity == .noise {
            let point = state.points[known.device] ?? Point()
            let found = [over(point, known.channel, seen), peak(point, known.channel, seen)].compactMap(\.self)
            verdict.add(found, .reduceNoise, in: seen)
            guard !point.mean.isCurrent(at: seen.now, length: Self.interval) else { continue }
            let what = Text(zh: "20分钟等效声级", en: "level of 20 minutes")
            verdict.add(.unjudged(Self.id, what, of: known.channel, seen, limit: limit(at: seen.now)), in: seen)
        }
        verdict.add(seen.outOfReach(.noise, Self.id, day, .above), .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ told: Observed.Told, at time: Timestamp) {
        let level = told.measured(.limits)
        let isNight = !isDay(time)
        let (highest, limitAt) = (highest, { [self] (time: Timestamp) in limit(at: time).value })
        let isPeak = level.map { isNight && $0.isPast(highest, .above) == true }
        state.points.update(told.device, from: Point()) { point in
            _ = point.mean.add(
                level, at: time, length: Self.interval, period: told.channel.period, limit: limitAt)
            point.peak.update(isPeak, at: time, onDelay: .zero, offDelay: Self.interval, gap: told.gap)
            if isPeak == true { point.maximum = max(point.maximum ?? -.infinity, level?.value ?? -.infinity) }
            if !point.peak.isOn { point.maximum = nil }
        }
    }

    private func over(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.mean.since, let last = point.mean.past else { return nil }
        let limit = limit(at: last.start)
        let level = last.mean.shown(last.bound ?? .exact, decimals: 1, beside: limit.value)
        let period = isDay(last.start) ? Text(zh: "昼间", en: "by day") : Text(zh: "夜间", en: "by night")
        let text = Text(
            zh: "\(period.zh)20分钟等效声级\(level.zh) dB(A)，超过\(limit.value.plainText) dB(A)",
            en: "level of 20 minutes \(period.en) \(level.en) dB(A), over \(limit.value.plainText) dB(A)"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .red, since: since, figure: last.mean,
            bound: last.bound ?? .exact, limit: limit, text: seen.at(channel, text))
    }

    /// Over when 20 minutes have passed without another.
    private func peak(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.peak.since, let maximum = point.maximum else { return nil }
        let (level, limit) = (maximum.plainText(decimals: 1, beside: highest), highest.plainText)
        let text = Text(
            zh:
                "夜间最大声级\(level) dB(A)，超过\(limit) dB(A)（夜间限值\(night.value.plainText)加\(excess.value.plainText)）",
            en: "maximum of the night \(level) dB(A), over \(limit) dB(A), "
                + "which is its limit \(night.value.plainText) and \(excess.value.plainText) more"
        )
        var bound = excess
        bound.value = highest
        return Finding(
            rule: Self.id, cause: "\(channel.id)/peak", of: channel, level: .red, since: since, figure: maximum,
            limit: bound, text: seen.at(channel, text))
    }

    private struct Old: Decodable {
        var mean: MeanOverLimit
        var over: Hold
        var peak: Hold
        var maximum: Double?
    }

    public func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        let point = Point(
            mean: MeanHold(form0.mean, over: form0.over), peak: form0.peak, maximum: form0.maximum)
        return State(points: old.byDevice(point, of: .noise))
    }
}
