public import Facilities

/// HJ 2026-2013: the air passes the face of the bed at less than 0.60 m/s with granular carbon, 1.20 m/s with honeycomb,
/// 0.15 m/s with fibre. From the measured air volume and the face that the settings tell, while the fan runs; the minute
/// and the band of 5 % are our own.
public struct CarbonVelocity: Rule {
    public static let id = "carbon.velocity"
    public static let judges = Text(
        zh: "过炭面风速是否超限（风机运行时）", en: "whether the air passes the bed too fast, while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var live = LiveLimit()
    }

    public var state = State()
    private let limit: Limit
    /// m²
    private let face: Double?
    /// Judges the air volume at which the velocity is at its limit.
    private let way: LiveLimit.Way
    private let utcOffset: Int

    public init(_ settings: CarbonSettings, of facility: Facility) {
        limit = facility.limit(
            Limit("faceVelocity", Self.preset(settings.form), .metrePerSecond, source: "HJ 2026-2013", verified: false)
        )
        face = settings.face.flatMap { $0 > 0 ? $0 : nil }
        let volume = limit.value * (face ?? 0) * 3600
        way = LiveLimit.Way(
            quantity: .airFlow,
            limit: Limit("airFlow", volume, .cubicMetrePerHour, source: limit.source, verified: limit.verified),
            fanAbove: facility.limit(.fanOnCurrent), missingAfter: facility.limit(.missingAfter), band: volume * 0.05
        )
        utcOffset = facility.utcOffset
    }

    private static func preset(_ form: CarbonSettings.Form) -> Double {
        switch form {
        case .granular: 0.60
        case .honeycomb: 1.20
        case .fibre: 0.15
        }
    }

    public var limits: [Limit] { [limit] + way.limits }

    public mutating func consider(_ event: Event) -> [Finding] {
        guard let face else { return [] }
        state.live.consider(event, way)
        return [over(face)].compactMap(\.self) + state.live.missing(Self.id, way)
    }

    private func over(_ face: Double) -> Finding? {
        state.live.over.map { flow, since in
            let velocity = flow / face / 3600
            let (v, most) = (velocity.plainText(decimals: 2, beside: limit.value), limit.value.plainText)
            let (q, area) = (flow.plainText(decimals: 0), face.plainText)
            let text = Text(
                zh: "过炭面风速\(v) m/s（\(q) m³/h ÷ \(area) m²），超过\(most) m/s",
                en: "the air passes the bed at \(v) m/s (\(q) m³/h by \(area) m²), over \(most) m/s"
            )
            return Finding(
                rule: Self.id, level: .red, since: since, figure: velocity, limit: limit, text: text)
        }
    }

    public var next: NextStep? {
        face.flatMap { _ in state.live.next(.checkAirVolume, way, utcOffset: utcOffset) }
    }
}
