import Facilities

/// No standard sets a figure: both are our own. Above 550 °C a particulate filter may be regenerating (yellow): this
/// ends by itself, and must not be stopped. No regeneration should reach 700 °C: fire risk (red) until somebody has
/// acknowledged it, since the machine must be inspected even after it has cooled. The fire risk is judged by every
/// number, also of a sensor in doubt or during maintenance.
struct MachineryExhaust: Rule {
    static let id = "machinery.exhaust"
    static let colour = RuleClass.danger
    static let judges = Text(
        zh: "排气温度是否过高（再生或火灾风险）", en: "whether the exhaust is too hot: regeneration, or a fire risk"
    )

    struct State: Codable, Hashable, Sendable {
        var sensors = ByDevice<Sensor>()
    }

    /// One sensor of the exhaust's temperature.
    struct Sensor: Codable, Hashable, Sendable {
        var hot = LimitHold()
        var fire = LimitHold()
        /// The jump to the top of its range; nil before the first value.
        var jump: TopJump?
    }

    var state = State()
    private let hot: Limit
    private let fire: Limit
    private let speed: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        hot = facility.limit(.ownDefault("exhaustTemp", 550, .celsius, in: 100...900, looser: .above))
        fire = facility.limit(.ownDefault("exhaustFire", 700, .celsius, in: 200...1200, looser: .above))
        speed = facility.limit(.engineOnSpeed)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [hot, fire, speed, missingAfter] }
    var needs: [Need] { [Need(.exhaustTemp, limits: [(hot, .above), (fire, .above)])] }

    private static let band = 20.0

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .exhaustTemp) { take(new, seen) }
        var verdict = Verdict()
        for known in seen.channels(of: .exhaustTemp) {
            guard let sensor = state.sensors[known.device] else { continue }
            let found = burning(sensor, known.channel, seen) ?? regenerating(sensor, known.channel, seen)
            verdict.add(found, .checkExhaustCleaning, in: seen)
        }
        verdict.add(
            seen.missing(.exhaustTemp, Self.id, missingAfter, idle: .engineStands, .numbers)
                + seen.outOfReach(.exhaustTemp, Self.id, fire, .above), .checkSensors, in: seen)
        return verdict
    }

    /// Takes a temperature in: a hot exhaust is hot whether the engine runs or not; only missing values are not missed
    /// while it stands.
    private mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let (time, number) = (seen.time, new.measured(.numbers))
        state.sensors.update(new.device, from: Sensor()) { sensor in
            sensor.hot.update(
                new.measured(.limits), .above, hot.value, band: Self.band, at: time, onDelay: .seconds(60),
                offDelay: .seconds(60), gap: new.gap)
            sensor.fire.update(
                number, .above, fire.value, band: Self.band, at: time, onDelay: .seconds(10),
                offDelay: .seconds(60), gap: new.gap)
            var jump = sensor.jump ?? TopJump()
            jump.take(number, in: new.channel.range, past: fire.value, at: time)
            sensor.jump = jump
        }
    }

    private func burning(_ sensor: Sensor, _ channel: Channel, _ seen: Observed) -> Finding? {
        let isSudden = sensor.jump?.isDoubtful ?? false
        let what =
            if isSudden {
                Text(zh: "突然达到量程上限，或传感器损坏，请立即查看", en: "all at once, or the sensor is broken: look at once")
            } else {
                Text(zh: "有火灾风险，请停机检查", en: "fire risk: stop the machine and check it")
            }
        return finding("fire", .red, sensor.fire, fire, what, channel, seen, latches: !isSudden)
    }

    private func regenerating(_ sensor: Sensor, _ channel: Channel, _ seen: Observed) -> Finding? {
        let what = Text(zh: "可能正在再生，请远离可燃物", en: "it may be regenerating: keep it away from what can burn")
        return finding("hot", .yellow, sensor.hot, hot, what, channel, seen, latches: false)
    }

    private func finding(
        _ cause: String, _ level: Finding.Level, _ hold: LimitHold, _ limit: Limit, _ what: Text,
        _ channel: Channel, _ seen: Observed, latches: Bool
    ) -> Finding? {
        guard let since = hold.since, let figure = hold.figure else { return nil }
        let (is_, of) = (figure.shown(hold.bound, decimals: 0, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "排气温度\(is_.zh) °C，超过\(of) °C，\(what.zh)",
            en: "exhaust temperature \(is_.en) °C, over \(of) °C; \(what.en)"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)/\(cause)", of: channel, level: level, since: since, figure: figure,
            bound: hold.bound, limit: limit, text: seen.at(channel, text), latches: latches)
    }

    func migrated(_ old: OldState) throws -> State {
        State(sensors: old.byDevice(try old.form0(Sensor.self), of: .exhaustTemp))
    }
}
