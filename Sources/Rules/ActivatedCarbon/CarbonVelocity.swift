import Facilities

/// HJ 2026-2013: the air passes the face of the bed at less than 0.60 m/s with granular carbon, 1.20 m/s with
/// honeycomb, 0.15 m/s with fibre. It is computed from the measured air volume and the face in the settings, while the
/// fan runs; the minute and the band of 5 % are our own.
struct CarbonVelocity: Rule {
    static let id = "carbon.velocity"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "过炭面风速是否超限（风机运行时）", en: "whether the air passes the bed too fast, while the fan runs"
    )

    struct State: Codable, Hashable, Sendable {
        var hold = LimitHold()
    }

    var state = State()
    private let limit: Limit
    /// The face of the bed, m²; nil where it is not configured.
    private let face: Double?
    /// The air volume at which the velocity is at its limit, m³/h.
    private let volume: Double
    private let missingAfter: Limit

    init(_ settings: CarbonSettings, of facility: Facility) {
        limit = facility.limit(
            Limit(
                "faceVelocity", Self.preset(settings.form), .metrePerSecond, in: 0.05...5, looser: .above,
                source: "HJ 2026-2013", verified: false)
        )
        face = settings.face.flatMap { $0 > 0 ? $0 : nil }
        volume = limit.value * (face ?? 0) * 3600
        missingAfter = facility.limit(.missingAfter)
    }

    private static func preset(_ form: CarbonSettings.Form) -> Double {
        switch form {
        case .granular: 0.60
        case .honeycomb: 1.20
        case .fibre: 0.15
        }
    }

    var limits: [Limit] { [limit, missingAfter] }
    var needs: [Need] { [Need(.airFlow)] }

    var lacking: Text? {
        face == nil ? Text(zh: "缺少炭面面积（face）", en: "the face of the bed is not configured (face)") : nil
    }

    mutating func consider(_ seen: Observed) -> Verdict {
        guard let face else { return Verdict() }
        if seen.hasNewReading(of: .airFlow) { take(seen) }
        var verdict = Verdict()
        verdict.add(over(face), .checkAirVolume, in: seen)
        verdict.add(seen.missing(.airFlow, Self.id, missingAfter, idle: .fanStands), .checkSensors, in: seen)
        if seen.facility.combine[.airFlow] != .sum {
            verdict.add(seen.outOfReach(.airFlow, Self.id, limit, .above, shown: volume), .checkSensors, in: seen)
        }
        return verdict
    }

    /// Takes in the air volume: that of several channels, combined as `combine:` says.
    private mutating func take(_ seen: Observed) {
        guard seen.fan != false else { return state.hold.interrupt() }
        state.hold.update(
            seen.air.volume, .above, volume, band: volume * 0.05, at: seen.time, onDelay: .seconds(60),
            offDelay: .seconds(60), gap: seen.gap(of: .airFlow)
        )
    }

    private func over(_ face: Double) -> Finding? {
        guard let since = state.hold.since, let flow = state.hold.figure else { return nil }
        let velocity = flow / face / 3600
        let (v, most) = (velocity.shown(state.hold.bound, decimals: 2, beside: limit.value), limit.value.plainText)
        let (q, area) = (flow.plainText(decimals: 0), face.plainText)
        let text = Text(
            zh: "过炭面风速\(v.zh) m/s（\(q) m³/h ÷ \(area) m²），超过\(most) m/s",
            en: "the air passes the bed at \(v.en) m/s (\(q) m³/h by \(area) m²), over \(most) m/s"
        )
        return Finding(
            rule: Self.id, level: Self.colour.level(of: limit), since: since, figure: velocity, bound: state.hold.bound,
            limit: limit,
            text: text)
    }

    func migrated(_ old: OldState) throws -> State {
        State(hold: try old.form0(Form0.OneLive.self).live.hold)
    }
}
