public import Facilities

/// GB 12523-2025, which replaced GB 12523-2011 (its limits not read; taken over from 2011): by day, 06 to 22, at most
/// 70 dB(A), by night 55 dB(A), and no maximum of the night more than 15 dB(A) above that. The level is the energy mean of
/// 20 minutes counted from the hour, as long as GB 12523 measures (from memory). A maximum counts at once, as far as the
/// samples show it. Judged where noise is measured.
public struct DustNoise: Rule {
    public static let id = "dust.noise"
    public static let judges = Text(
        zh: "昼间、夜间20分钟等效声级和夜间最大声级是否超限",
        en: "whether the level of 20 minutes by day or night, or a maximum of the night, is over its limit"
    )

    public struct State: Codable, Hashable, Sendable {
        var mean = MeanOverLimit(.energy)
        /// Since the first of the intervals over the limit that follow each other.
        var over = Hold()
        var peak = Hold()
        /// The greatest level of the night since `peak` is on.
        var maximum: Double?
        var supply = Supply()
        var now: Timestamp?
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
        day = facility.limit(Limit("noiseDay", 70, .decibel, source: source, verified: false))
        night = facility.limit(Limit("noiseNight", 55, .decibel, source: source, verified: false))
        excess = facility.limit(Limit("noiseNightPeak", 15, .decibel, source: source, verified: false))
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [day, night, excess] }

    private func isDay(_ time: Timestamp) -> Bool { Self.daytime.contains(time.secondsOfDay(utcOffset: utcOffset)) }

    private func limit(at time: Timestamp) -> Limit { isDay(time) ? day : night }

    private var highest: Double { night.value + excess.value }

    public mutating func consider(_ event: Event) -> [Finding] {
        state.now = event.now(after: state.now)
        if case .sample(let sample) = event {
            state.supply.take(sample, .noise)
            if sample.measures(.noise) { take(sample.value(of: .noise), at: sample.time) }
        }
        return [over, peak, unjudged].compactMap(\.self)
    }

    private mutating func take(_ level: Double?, at time: Timestamp) {
        if let result = state.mean.add(level, at: time, length: Self.interval) {
            let isOver = result.mean > limit(at: result.start).value
            state.over.update(isOver, at: result.start, onDelay: .zero, offDelay: .zero)
        }
        let isPeak = level.map { !isDay(time) && $0 > highest }
        state.peak.update(isPeak, at: time, onDelay: .zero, offDelay: Self.interval)
        if isPeak == true { state.maximum = [state.maximum, level].compactMap(\.self).max() }
        if !state.peak.isOn { state.maximum = nil }
    }

    private var over: Finding? {
        guard let last = state.mean.last, last.mean > limit(at: last.start).value else { return nil }
        let (limit, level) = (
            limit(at: last.start), last.mean.plainText(decimals: 1, beside: limit(at: last.start).value)
        )
        let period = isDay(last.start) ? Text(zh: "昼间", en: "by day") : Text(zh: "夜间", en: "by night")
        let text = Text(
            zh: "\(period.zh)20分钟等效声级\(level) dB(A)，超过\(limit.value.plainText) dB(A)",
            en: "level of 20 minutes \(period.en) \(level) dB(A), over \(limit.value.plainText) dB(A)"
        )
        let since = state.over.since ?? last.start
        return Finding(rule: Self.id, level: .red, since: since, figure: last.mean, limit: limit, text: text)
    }

    /// Over when 20 minutes have passed without another.
    private var peak: Finding? {
        guard let since = state.peak.since, let maximum = state.maximum else { return nil }
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
            rule: Self.id, cause: "peak", level: .red, since: since, figure: maximum, limit: bound, text: text)
    }

    private var unjudged: Finding? {
        guard state.supply.measures(.noise), let now = state.now, !state.mean.isCurrent(at: now, length: Self.interval)
        else {
            return nil
        }
        return .unjudged(Self.id, Text(zh: "20分钟等效声级", en: "level of 20 minutes"), since: now, limit: limit(at: now))
    }

    public var next: NextStep? {
        [over, peak].compactMap { $0?.since }.min().map { NextStep(.reduceNoise, due: $0.day(utcOffset: utcOffset)) }
    }
}
