public import Facilities

/// HJ 2026-2013: the air at the inlet stays below 40 °C; the bed gives an alarm at 83 °C, since carbon that is full of
/// solvent burns. The inlet is judged while the fan runs, when it has lasted a minute; the bed always, after five seconds,
/// and its alarm waits for somebody to take note. Delays and bands are our own.
public struct CarbonTemperature: Rule {
    public static let id = "carbon.temperature"
    public static let judges = Text(
        zh: "吸附箱进口温度、床层温度是否超限", en: "whether the inlet or the bed is too hot"
    )

    public struct State: Codable, Hashable, Sendable {
        var inlet = LiveLimit()
        var bed = LiveLimit()
    }

    public var state = State()
    private let inlet: LiveLimit.Way
    private let bed: LiveLimit.Way
    private let utcOffset: Int

    public init(of facility: Facility) {
        let (current, missingAfter) = (facility.limit(.fanOnCurrent), facility.limit(.missingAfter))
        inlet = LiveLimit.Way(
            quantity: .temperature,
            limit: facility.limit(Limit("inletTemperature", 40, .celsius, source: "HJ 2026-2013", verified: false)),
            fanAbove: current, missingAfter: missingAfter, band: 2
        )
        bed = LiveLimit.Way(
            quantity: .bedTemperature,
            limit: facility.limit(Limit("bedTemperature", 83, .celsius, source: "HJ 2026-2013", verified: false)),
            fanAbove: current, missingAfter: missingAfter, band: 5, onDelay: .seconds(5), whileRunning: false
        )
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [inlet.limit, bed.limit] + inlet.limits }

    public mutating func consider(_ event: Event) -> [Finding] {
        state.inlet.consider(event, inlet)
        state.bed.consider(event, bed)
        return [bedIsHot, inletIsHot].compactMap(\.self) + state.bed.missing(Self.id, bed)
            + state.inlet.missing(Self.id, inlet)
    }

    private var bedIsHot: Finding? {
        state.bed.over.map { figure, since in
            let (value, limit) = (figure.plainText(decimals: 1, beside: bed.limit.value), bed.limit.value.plainText)
            let text = Text(
                zh: "床层温度\(value) °C，超过\(limit) °C，有着火危险，应立即停机降温",
                en: "bed at \(value) °C, over \(limit) °C: danger of fire, stop and cool it at once"
            )
            return Finding(
                rule: Self.id, cause: "bed", level: .red, since: since, figure: figure, limit: bed.limit,
                text: text, latches: true
            )
        }
    }

    private var inletIsHot: Finding? {
        state.inlet.over.map { figure, since in
            let (value, limit) = (figure.plainText(decimals: 1, beside: inlet.limit.value), inlet.limit.value.plainText)
            let text = Text(
                zh: "进口温度\(value) °C，超过\(limit) °C，吸附能力下降",
                en: "air at the inlet \(value) °C, over \(limit) °C: the carbon takes up less"
            )
            return Finding(
                rule: Self.id, cause: "inlet", level: .red, since: since, figure: figure, limit: inlet.limit,
                text: text
            )
        }
    }

    public var next: NextStep? {
        let steps = [
            state.bed.next(.coolBed, bed, utcOffset: utcOffset),
            state.inlet.next(.dryInlet, inlet, utcOffset: utcOffset),
        ].compactMap(\.self)
        return steps.first { $0.action == .coolBed } ?? steps.min { $0.due < $1.due }
    }
}
