public import Facilities

/// GB 18483-2001: a purifier takes out at least 60 % of the fume in small kitchens, 75 % in medium, 85 % in large ones.
/// Judged where the fume before the purifier is measured, by the means of one hour of operation: the fan runs, or
/// nothing is told of it, and there is fume to take out. The same air volume is assumed before and after the purifier.
public struct FumeEfficiency: Rule {
    public static let id = "fume.efficiency"
    public static let judges = Text(
        zh: "净化器1小时运行均值的油烟去除率是否达标",
        en: "whether the purifier takes out enough fume, by the means of an hour of operation"
    )

    public struct State: Codable, Hashable, Sendable {
        var fan = RunWatch()
        var inlet = Latest()
        var inletMean = OperatingMean()
        var outletMean = OperatingMean()
        var last: Means?
        var lowSince: Timestamp?
        var supply = Supply()
        var now: Timestamp?
    }

    struct Means: Codable, Hashable, Sendable {
        var inlet: OperatingMean.Result
        var outlet: OperatingMean.Result

        /// Per cent.
        var removal: Double { ((1 - outlet.mean / inlet.mean) * 100).settled }
    }

    public var state = State()
    private let limit: Limit
    private let leastInlet: Limit
    private let current: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(_ settings: FumeSettings, of facility: Facility) {
        let preset: Double =
            switch settings.size {
            case .small: 60
            case .medium: 75
            case .large: 85
            }
        limit = facility.limit(Limit("removal", preset, .percent, source: "GB 18483-2001", verified: true))
        // What is hardly there cannot be taken out by so many per cent: the sensors' errors would be judged.
        leastInlet = facility.limit(.ownDefault("removalInlet", 1, .milligramPerCubicMetre))
        current = facility.limit(.fanOnCurrent)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit, leastInlet, current, missingAfter] }

    public mutating func consider(_ event: Event) -> [Finding] {
        state.now = event.now(after: state.now)
        if case .sample(let sample) = event { take(sample) }
        return [low, unjudged].compactMap(\.self) + state.supply.findings(Self.id, missingAfter, judging: .fumeIn)
    }

    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.fan.take(sample)
        state.inlet.take(sample.value(of: .fumeIn), at: time)
        let (runs, inlet) = (state.fan.runs(above: current, at: time), state.inlet.value(at: time))
        for quantity in [Quantity.fumeIn, .fume] { state.supply.take(sample, quantity, isNeeded: runs != false) }
        guard sample.measures(.fume) else { return }
        let counts = runs != false && inlet.map { $0 >= leastInlet.value } == true
        add(inlet: counts ? inlet : nil, outlet: counts ? sample.value(of: .fume) : nil, at: time)
    }

    private mutating func add(inlet: Double?, outlet: Double?, at time: Timestamp) {
        let inletMean = state.inletMean.add(outlet == nil ? nil : inlet, at: time, span: .hours(1))
        let outletMean = state.outletMean.add(outlet, at: time, span: .hours(1))
        guard let inletMean, let outletMean else { return }
        let means = Means(inlet: inletMean, outlet: outletMean)
        state.last = means
        state.lowSince = means.removal < limit.value ? state.lowSince ?? inletMean.start : nil
    }

    private var low: Finding? {
        guard let last = state.last, last.removal < limit.value else { return nil }
        let (inlet, outlet) = (last.inlet.mean.plainText(decimals: 2), last.outlet.mean.plainText(decimals: 2))
        let (is_, of) = (last.removal.plainText(decimals: 1, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "运行1小时均值：净化前\(inlet) mg/m³，净化后\(outlet) mg/m³，去除率\(is_)%，低于\(of)%",
            en:
                "means of an hour of operation: \(inlet) mg/m³ before and \(outlet) mg/m³ after the purifier: \(is_) % taken out, below \(of) %"
        )
        return Finding(
            rule: Self.id, level: .red, since: state.lowSince ?? last.inlet.start, figure: last.removal, limit: limit,
            text: text
        )
    }

    private var unjudged: Finding? {
        guard state.supply.measures(.fumeIn), state.last == nil, let now = state.now else { return nil }
        let what = Text(zh: "净化前后油烟的1小时运行均值", en: "means of the fume before and after the purifier")
        return .unjudged(Self.id, what, since: now, limit: limit)
    }

    public var next: NextStep? {
        low.map { NextStep(.cleanPurifier, due: $0.since.day(utcOffset: utcOffset)) }
            ?? state.supply.next(missingAfter, utcOffset: utcOffset, judging: .fumeIn)
    }
}
