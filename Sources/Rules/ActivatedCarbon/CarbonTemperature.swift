import Facilities

/// HJ 2026-2013: the air at the inlet should (宜) stay below 40 °C; the bed gives an alarm at 83 °C, since carbon full
/// of solvent burns. Each sensor is judged by itself: the inlet while the fan runs, after a minute; the bed always,
/// after five seconds, by every number, also of a sensor in doubt or during maintenance. The bed's alarm waits for an
/// acknowledgement. Delays and bands are our own.
struct CarbonTemperature: Rule {
    static let id = "carbon.temperature"
    static let colour = RuleClass.danger
    static let judges = Text(
        zh: "吸附箱进口温度、床层温度是否超限", en: "whether the inlet or the bed is too hot"
    )

    struct State: Codable, Hashable, Sendable {
        var inlet = LiveLimit()
        var bed = LiveLimit()
        var jumps = ByDevice<TopJump>()
    }

    var state = State()
    private let inlet: LiveLimit.Way
    private let bed: LiveLimit.Way

    init(of facility: Facility) {
        let missingAfter = facility.limit(.missingAfter)
        let (inletLimit, bedLimit) = (
            facility.limit(Self.limit("inletTemperature", 40, in: 0...120, clause: "推荐值（宜）")),
            facility.limit(Self.limit("bedTemperature", 83, in: 30...150))
        )
        inlet = LiveLimit.Way(
            rule: Self.id, level: Self.colour.level(of: inletLimit), quantity: .temperature, limit: inletLimit,
            missingAfter: missingAfter, band: 2
        )
        bed = LiveLimit.Way(
            rule: Self.id, level: Self.colour.level(of: bedLimit), quantity: .bedTemperature, limit: bedLimit,
            missingAfter: missingAfter, band: 5, onDelay: .seconds(5), whileRunning: false, worth: .numbers
        )
    }

    private static func limit(
        _ name: String, _ value: Double, in range: ClosedRange<Double>, clause: String = ""
    ) -> Limit {
        Limit(
            name, value, .celsius, in: range, looser: .above, source: "HJ 2026-2013", clause: clause, verified: false)
    }

    var limits: [Limit] { [inlet.limit, bed.limit, inlet.missingAfter] }
    var needs: [Need] {
        [Need(.temperature, .bedTemperature)] + [inlet.need, bed.need].map(\.optional)
    }

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .bedTemperature) {
            state.jumps.update(new.device, from: TopJump()) { [bed] in
                $0.take(
                    new.measured(.numbers), in: new.channel.range, past: bed.limit.value, at: seen.time)
            }
        }
        let (hotBed, hotInlet) = (state.bed.judge(seen, bed), state.inlet.judge(seen, inlet))
        var verdict = Verdict()
        for over in hotBed { add(hotBed: over, to: &verdict, seen) }
        for over in hotInlet { verdict.add(over, inlet, inletIsHot(over), .dryInlet, in: seen) }
        verdict.add(bed.unjudged(seen) + inlet.unjudged(seen), .checkSensors, in: seen)
        return verdict
    }

    private func add(hotBed over: LiveLimit.Over, to verdict: inout Verdict, _ seen: Observed) {
        let isSudden = state.jumps[over.channel.id.device]?.isDoubtful ?? false
        let text = bedIsHot(over, isSudden: isSudden)
        verdict.add(over, bed, text, .coolBed, latches: !isSudden, in: seen)
    }

    private func bedIsHot(_ over: LiveLimit.Over, isSudden: Bool) -> Text {
        let (value, limit) = over.shown(decimals: 1, beside: bed.limit)
        guard isSudden else {
            return Text(
                zh: "床层温度\(value.zh) °C，超过\(limit) °C，有着火危险，应立即停机降温",
                en: "bed at \(value.en) °C, over \(limit) °C: danger of fire, stop and cool it at once")
        }
        return Text(
            zh: "床层温度突然达到量程上限（\(value.zh) °C），超过\(limit) °C，或传感器损坏：请立即查看",
            en: "bed at \(value.en) °C all at once, over \(limit) °C, or the sensor is broken: look at once")
    }

    private func inletIsHot(_ over: LiveLimit.Over) -> Text {
        let (value, limit) = over.shown(decimals: 1, beside: inlet.limit)
        return Text(
            zh: "进口温度\(value.zh) °C，超过\(limit) °C，可能降低吸附能力",
            en: "air at the inlet \(value.en) °C, over \(limit) °C: the carbon may take up less"
        )
    }

    private struct Old: Decodable {
        var inlet: Form0.Live
        var bed: Form0.Live
    }

    func migrated(_ old: OldState) throws -> State {
        State(
            inlet: try .migrated(old, \Old.inlet, of: .temperature),
            bed: try .migrated(old, \Old.bed, of: .bedTemperature)
        )
    }
}
