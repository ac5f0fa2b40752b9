import Facilities

/// No standard was found for it; the line at 0.02 mg/m³ is an online platform's (read second-hand), the times are our
/// own. While the fan runs, a sensor that shows next to nothing for half an hour, or the same value for an hour, cannot
/// be trusted. It is grey, not yellow: nothing speaks against the kitchen, but its limit cannot be judged.
struct FumeSensor: Rule {
    static let id = "fume.sensor"
    static let colour = RuleClass.data
    static let judges = Text(
        zh: "风机运行时油烟传感器数值是否过低或长时间不变",
        en: "whether the fume sensor shows next to nothing, or never changes, while the fan runs"
    )

    struct State: Codable, Hashable, Sendable {
        var points = ByDevice<Point>()
    }

    /// One fume sensor.
    struct Point: Codable, Hashable, Sendable {
        var value: Double?
        var low = LimitHold()
        var frozen = Hold()
        /// The time at which the value was last seen unchanged.
        var seen: Timestamp?

        mutating func interrupt() {
            low.interrupt()
            frozen.interrupt()
        }
    }

    var state = State()
    private let least: Limit
    private let lowAfter: Limit
    private let frozenAfter: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        least = facility.limit(
            Limit(
                "sensorLow", 0.02, .milligramPerCubicMetre, in: 0...2, looser: .below,
                source: "某油烟在线监控平台 an online platform", addressee: .installer,
                verified: false, origin: .own)
        )
        lowAfter = facility.limit(
            .ownDefault("sensorLowAfter", 30, .minute, in: 1...1440, looser: .above, addressee: .installer))
        frozenAfter = facility.limit(
            .ownDefault("sensorFrozenAfter", 60, .minute, in: 1...1440, looser: .above, addressee: .installer))
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [least, lowAfter, frozenAfter, missingAfter] }
    var needs: [Need] { [Need(.fume), Need(.fanState, .fanCurrent)] }

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .fume) { take(new, seen) }
        var verdict = Verdict()
        guard seen.measures(.fume) else { return verdict }
        for known in seen.channels(of: .fume) {
            guard let point = state.points[known.device] else { continue }
            verdict.add(low(point, known.channel, seen), .checkSensors, in: seen)
            verdict.add(frozen(point, known.channel, seen), .checkSensors, in: seen)
        }
        // That the fume is missing is for `fume.limit` to say.
        let fan = seen.missing(anyOf: [.fanState, .fanCurrent], Self.id, missingAfter)
        verdict.add(fan, .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let isStuck = new.reading.quality == .uncertain(.stuck)
        let isShown = isStuck || new.measured(.limits) != nil
        let value = seen.fan == true && isShown ? new.reading.value : nil
        var point = state.points[new.device] ?? Point()
        if seen.fan == false { point.interrupt() }
        judgeLow(&point, isStuck ? nil : value, at: seen.time, new.gap)
        judgeFrozen(&point, value, isStuck: isStuck, at: seen.time, new.gap)
        state.points[new.device] = point
    }

    /// Judges whether the value is low; a value at the line is suspect too.
    private func judgeLow(_ point: inout Point, _ value: Double?, at time: Timestamp, _ gap: Gap) {
        point.low.update(
            value.map { Measured($0) }, .below, least.value.nextUp, band: least.value / 2, at: time,
            onDelay: lowAfter.duration, offDelay: .seconds(60), gap: gap
        )
    }

    /// Judges whether the value is frozen; one that the gateway already marked as stuck needs no delay.
    private func judgeFrozen(_ point: inout Point, _ value: Double?, isStuck: Bool, at time: Timestamp, _ gap: Gap) {
        let delay = isStuck ? .zero : frozenAfter.duration
        if let value, value != point.value {
            point.frozen.update(false, at: time, onDelay: delay, offDelay: .zero)
            point.value = value
        }
        if value != nil { point.seen = time }
        point.frozen.update(value == nil ? nil : true, at: time, onDelay: delay, offDelay: .zero, gap: gap)
    }

    private func low(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.low.since, let figure = point.low.figure else { return nil }
        let (is_, of, after) = (figure.plainText, least.value.plainText, lowAfter.value.plainText)
        let text = Text(
            zh: "风机运行而油烟仅\(is_) mg/m³（不高于\(of) mg/m³）已\(after)分钟以上，传感器可疑，油烟无法判断",
            en:
                "the fan runs and the fume has been \(is_) mg/m³ (not above \(of) mg/m³) for over \(after) min: the sensor is suspect, the fume cannot be judged"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)/low", of: channel, level: .grey, since: since, figure: figure,
            limit: least, text: seen.at(channel, text))
    }

    private func frozen(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard point.frozen.isOn, let since = point.frozen.since, let last = point.seen else { return nil }
        let minutes = (last - since).inSeconds / 60
        let value = (point.value ?? 0).plainText
        let text = Text(
            zh: "风机运行而油烟一直为\(value) mg/m³，数值长时间不变，传感器可疑，油烟无法判断",
            en:
                "the fan runs and the fume stays at \(value) mg/m³, unchanged for long: the sensor is suspect, the fume cannot be judged"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)/frozen", of: channel, level: .grey, since: since, figure: minutes,
            limit: frozenAfter, text: seen.at(channel, text))
    }

    func migrated(_ old: OldState) throws -> State {
        State(points: old.byDevice(try old.form0(Point.self), of: .fume))
    }
}
