public import Facilities

/// HJ 2026-2013: the air at the inlet stays below 40 °C; the bed gives an alarm at 83 °C, since carbon that is full of
/// solvent burns. Each sensor is judged by itself: the inlet while the fan runs, when it has lasted a minute; the bed
/// always, after five seconds, by every number that comes, also of a doubted sensor or during maintenance. The bed's alarm
/// waits for somebody to take note. Delays and bands are our own.
public struct CarbonTemperature: Rule {
    public static let id = "carbon.temperature"
    public static let colour = RuleClass.danger
    public static let judges = Text(
        zh: "吸附箱进口温度、床层温度是否超限", en: "whether the inlet or the bed is too hot"
    )

    public struct State: Codable, Hashable, Sendable {
        var inlet = LiveLimit()
        var bed = LiveLimit()
        var jumps = ByDevice<TopJump>()
    }

    public var state = State()
    private let inlet: LiveLimit.Way
    private let bed: LiveLimit.Way

    public init(of facility: Facility) {
        let missingAfter = facility.limit(.missingAfter)
        inlet = LiveLimit.Way(
            quantity: .temperature,
            limit: facility.limit(
                Limit(
                    "inletTemperature", 40, .celsius, in: 0...120, looser: .above, source: "HJ 2026-2013",
                    verified: false)),
            missingAfter: missingAfter, band: 2
        )
        bed = LiveLimit.Way(
            quantity: .bedTemperature,
            limit: facility.limit(
                Limit(
                    "bedTemperature", 83, .celsius, in: 30...150, looser: .above, source: "HJ 2026-2013",
                    verified: false)),
            missingAfter: missingAfter, band: 5, onDelay: .seconds(5), whileRunning: false, worth: .numbers
        )
    }

    public var limits: [Limit] { [inlet.limit, bed.limit, inlet.missingAfter] }
    public var needs: [Need] {
        [Need(.temperature, .bedTemperature)] + [inlet.need, bed.need].map(\.optional)
    }

    public mutating func consider(_ seen: Observed) -> Verdict {
        state.inlet.consider(seen, inlet)
        state.bed.consider(seen, bed)
        for told in seen.told(.bedTemperature) {
            state.jumps.update(told.device, from: TopJump()) { [bed] in
                $0.take(
                    told.measured(.numbers), in: told.channel.range, past: bed.limit.value, at: seen.time)
            }
        }
        var verdict = Verdict()
        for over in state.bed.over(seen, bed) { verdict.add(bedIsHot(over, seen), .coolBed, in: seen) }
        for over in state.inlet.over(seen, inlet) { verdict.add(inletIsHot(over, seen), .dryInlet, in: seen) }
        verdict.add(bed.unjudged(Self.id, seen) + inlet.unjudged(Self.id, seen), .checkSensors, in: seen)
        return verdict
    }

    private func bedIsHot(_ over: LiveLimit.Over, _ seen: Observed) -> Finding {
        let isSudden = state.jumps[over.channel.id.device]?.isDoubtful ?? false
        let (value, limit) = (over.shown(decimals: 1, beside: bed.limit), bed.limit.value.plainText)
        let text =
            isSudden
            ? Text(
                zh: "床层温度突然达到量程上限（\(value.zh) °C），超过\(limit) °C，或传感器损坏：请立即查看",
                en: "bed at \(value.en) °C all at once, over \(limit) °C, or the sensor is broken: look at once")
            : Text(
                zh: "床层温度\(value.zh) °C，超过\(limit) °C，有着火危险，应立即停机降温",
                en: "bed at \(value.en) °C, over \(limit) °C: danger of fire, stop and cool it at once")
        return Finding(
            rule: Self.id, over, level: .red, limit: bed.limit, text: seen.at(over.channel, text), latches: !isSudden)
    }

    private func inletIsHot(_ over: LiveLimit.Over, _ seen: Observed) -> Finding {
        let (value, limit) = (over.shown(decimals: 1, beside: inlet.limit), inlet.limit.value.plainText)
        let text = Text(
            zh: "进口温度\(value.zh) °C，超过\(limit) °C，吸附能力下降",
            en: "air at the inlet \(value.en) °C, over \(limit) °C: the carbon takes up less"
        )
        return Finding(rule: Self.id, over, level: .red, limit: inlet.limit, text: seen.at(over.channel, text))
    }

    private struct Old: Decodable {
        var inlet: Form0.Live
        var bed: Form0.Live
    }

    public func migrated(_ old: OldState) throws -> State {
        State(
            inlet: try .migrated(old, \Old.inlet, of: .temperature),
            bed: try .migrated(old, \Old.bed, of: .bedTemperature)
        )
    }
}
