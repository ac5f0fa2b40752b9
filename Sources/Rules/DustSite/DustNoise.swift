import Facilities

/// GB 12523-2025 table 1: at most 70 dB(A) by day (06 to 22), and 55 dB(A) by night; no maximum of the night is more
/// than 15 dB(A) above that (read for GB 12523-2011). The level is the energy mean of 20 minutes counted from the hour,
/// as long as GB 12523 measures (from memory). A maximum counts at once, as far as the samples show it. The rule judges
/// where noise is measured.
///
/// GB 12523-2025, 5.4.2 (read in a project that quotes it): noise is measured without rain, snow and thunder and at
/// wind below 5 m/s. Samples in other weather are skipped: they neither raise nor clear a finding, and do not count as
/// missing data. Where wind or rain is not measured, or gives no value, noise is judged all the same, and the finding
/// names what was unknown.
struct DustNoise: Rule {
    static let id = "dust.noise"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "昼间、夜间20分钟等效声级和夜间最大声级是否超限",
        en: "whether the level of 20 minutes by day or night, or a maximum of the night, is over its limit"
    )

    struct State: Codable, Hashable, Sendable {
        var points = ByDevice<Point>()
        /// Whether the weather prevents a verdict; nil while it does not.
        var isPaused: Bool?
        /// The permit for night work of the newest record that has one; nil where none has.
        var nightWork: NightWork?
    }

    /// One sound level meter.
    struct Point: Codable, Hashable, Sendable {
        var mean = MeanHold(.energy)
        var peak = Hold()
        /// The greatest level of the night since `peak` is on, dB(A).
        var maximum: Double?
        /// The weather that was unknown at the greatest level.
        var ofMaximum: Weather.Unknown?
        /// The weather that was unknown in the open interval.
        var open: Interval?
        /// The weather that was unknown in the newest interval over its limit.
        var ofMean: Weather.Unknown?
        /// The time at which the weather last excluded a sample.
        var skipped: Timestamp?
    }

    struct Interval: Codable, Hashable, Sendable {
        var start: Timestamp
        var unknown: Weather.Unknown
    }

    var state = State()
    private let day: Limit
    private let night: Limit
    /// The limit of a maximum above the limit of the night.
    private let excess: Limit
    private let windy: Limit
    private let rain: Limit
    private let utcOffset: Int

    private static let interval = Duration.minutes(20)

    init(of facility: Facility) {
        let source = "GB 12523-2025"
        day = facility.limit(
            Limit("noiseDay", 70, .decibel, in: 30...120, looser: .above, source: source, clause: "表1", verified: true))
        night = facility.limit(
            Limit(
                "noiseNight", 55, .decibel, in: 30...120, looser: .above, source: source, clause: "表1", verified: true))
        excess = facility.limit(
            Limit("noiseNightPeak", 15, .decibel, in: 0...60, looser: .above, source: source, verified: false))
        windy = facility.limit(.noiseWind)
        rain = facility.limit(.raining)
        utcOffset = facility.utcOffset
    }

    var limits: [Limit] { [day, night, excess, windy, rain] }
    var needs: [Need] {
        [Need(.noise, within: .minutes(1), limits: [(day, .above), (night, .above)]), .wind, .rain]
    }

    var pause: Text? {
        guard state.isPaused == true else { return nil }
        let wind = "\(windy.value.plainText) m/s"
        return Text(
            zh: "此前风速达\(wind)或有雨，按GB 12523-2025 5.4.2不测噪声",
            en: "there was wind of \(wind) or rain, in which noise is not measured (GB 12523-2025, 5.4.2)")
    }

    private func isDay(_ time: Timestamp) -> Bool { NoiseLimitTime(at: time, utcOffset: utcOffset) == .day }

    private func limit(at time: Timestamp) -> Limit { isDay(time) ? day : night }

    private var highest: Double { night.value + excess.value }

    var means: [JudgedMean] {
        state.points.judged(Self.id, .noise, length: Self.interval, \.mean.mean, limit: { limit(at: $0) })
    }

    var ready: Timestamp? { state.points.ready(length: Self.interval, \.mean.mean) }

    mutating func consider(_ seen: Observed) -> Verdict {
        if let record = seen.record, let permit = NightWork(record) { take(permit) }
        if seen.hasNewReading(of: .noise) {
            let weather = Weather(seen.channels, at: seen.time, windy: windy, rain: rain)
            for new in seen.newReadings(of: .noise) { take(new, weather, at: seen.time) }
        }
        var verdict = Verdict()
        var isPaused = false
        for known in seen.channels(of: .noise) {
            let point = state.points[known.device] ?? Point()
            let found = [over(point, known.channel, seen), peak(point, known.channel, seen)].compactMap(\.self)
            verdict.add(found, .reduceNoise, in: seen)
            guard !point.mean.isCurrent(at: seen.now, length: Self.interval) else { continue }
            if point.isSkipped(at: seen.now, length: Self.interval) {
                isPaused = true
                continue
            }
            let what = Text(zh: "20分钟等效声级", en: "level of 20 minutes")
            verdict.add(.unjudged(Self.id, what, of: known.channel, seen, limit: limit(at: seen.now)), in: seen)
        }
        state.isPaused = isPaused ? true : nil
        verdict.add(seen.outOfReach(.noise, Self.id, day, .above), .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, _ weather: Weather, at time: Timestamp) {
        let isUnfit = weather.isUnfitForNoise
        let level = isUnfit ? nil : new.measured(.limits)
        let isNight = !isDay(time)
        let (highest, limitAt) = (highest, { [self] (time: Timestamp) in limit(at: time).value })
        let isPeak = level.map { isNight && $0.isPast(highest, .above) == true }
        state.points.update(new.device, from: Point()) { point in
            if isUnfit { point.skipped = time }
            let result = point.mean.add(
                level, at: time, length: Self.interval, period: new.channel.period, limit: limitAt)
            let unknown = point.enter(time.start(ofInterval: Self.interval), level == nil ? [] : weather.unknown)
            if let result, point.mean.past?.start == result.start { point.ofMean = unknown }
            point.peak.update(isPeak, at: time, onDelay: .zero, offDelay: Self.interval, gap: new.gap)
            if isPeak == true, let level, level.value > point.maximum ?? -.infinity {
                (point.maximum, point.ofMaximum) = (level.value, weather.unknown)
            }
            if !point.peak.isOn { (point.maximum, point.ofMaximum) = (nil, nil) }
        }
    }

    /// Takes a permit in, unless a newer one is known.
    private mutating func take(_ permit: NightWork) {
        if let known = state.nightWork, known.entered > permit.entered { return }
        state.nightWork = permit
    }

    private func over(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.mean.since, let last = point.mean.past else { return nil }
        let limit = limit(at: last.start)
        let level = last.mean.shown(last.bound ?? .exact, decimals: 1, beside: limit.value)
        let note = (point.ofMean ?? []).note
        let period = isDay(last.start) ? Text(zh: "昼间", en: "by day") : Text(zh: "夜间", en: "by night")
        let permit = permit(at: last.start)
        let text = Text(
            zh: "\(permit.zh)\(period.zh)20分钟等效声级\(level.zh) dB(A)，超过\(limit.value.plainText) dB(A)\(note.zh)",
            en:
                "\(permit.en)level of 20 minutes \(period.en) \(level.en) dB(A), over \(limit.value.plainText) dB(A)\(note.en)"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .red, since: since, figure: last.mean,
            bound: last.bound ?? .exact, limit: limit, text: seen.at(channel, text))
    }

    private func permit(at time: Timestamp) -> Text {
        isDay(time) ? .nothing : state.nightWork?.note(at: time) ?? .nothing
    }

    /// Returns the finding of a maximum, which ends 20 minutes after the last one.
    private func peak(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.peak.since, let maximum = point.maximum else { return nil }
        let (level, limit) = (maximum.plainText(decimals: 1, beside: highest), highest.plainText)
        let note = (point.ofMaximum ?? []).note
        let permit = permit(at: since)
        let text = Text(
            zh:
                "\(permit.zh)夜间最大声级\(level) dB(A)，超过\(limit) dB(A)（夜间限值\(night.value.plainText)加\(excess.value.plainText)）\(note.zh)",
            en: "\(permit.en)maximum of the night \(level) dB(A), over \(limit) dB(A), "
                + "which is its limit \(night.value.plainText) and \(excess.value.plainText) more\(note.en)"
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

    func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        let point = Point(
            mean: MeanHold(form0.mean, over: form0.over), peak: form0.peak, maximum: form0.maximum)
        return State(points: old.byDevice(point, of: .noise))
    }
}

extension DustNoise.Point {
    /// Whether the weather is the reason for a missing mean.
    fileprivate func isSkipped(at time: Timestamp, length: Duration) -> Bool {
        guard let skipped else { return false }
        return time - skipped < length * 3
    }

    /// Adds the unknown weather to the interval that begins at `start`. Returns that of the interval before when this
    /// one begins another.
    fileprivate mutating func enter(_ start: Timestamp, _ unknown: Weather.Unknown) -> Weather.Unknown? {
        guard let open, open.start == start else {
            defer { open = DustNoise.Interval(start: start, unknown: unknown) }
            return open?.unknown
        }
        self.open = DustNoise.Interval(start: start, unknown: open.unknown.union(unknown))
        return nil
    }
}

extension Limit {
    /// The wind speed from which noise is not measured.
    static let noiseWind = Limit(
        "noiseWind", 5, .metrePerSecond, in: 1...50, looser: .below, source: "GB 12523-2025", clause: "5.4.2",
        verified: false)
}
