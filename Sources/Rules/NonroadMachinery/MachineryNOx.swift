public import Facilities

/// No limit in ppm for machines in use was found: the default is our own (yellow), a limit for the machine goes into the
/// configuration (red). Judged by the mean of ten minutes in which the engine runs, warm if the exhaust's temperature is
/// measured: cold aftertreatment takes out no NOx.
public struct MachineryNOx: Rule {
    public static let id = "machinery.nox"
    public static let judges = Text(
        zh: "发动机热机运行时氮氧化物10分钟均值是否超限",
        en: "whether the mean NOx of ten minutes is over its limit while the engine runs warm"
    )

    public struct State: Codable, Hashable, Sendable {
        var engine = EngineWatch()
        var mean = OperatingLimit()
        var supply = Supply()
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let speed: Limit
    private let warm: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        limit = facility.limit(.ownDefault("nox", 900, .partsPerMillion))
        speed = facility.limit(.engineOnSpeed)
        warm = facility.limit(.warmExhaust)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit, warm, speed, missingAfter] }

    public mutating func consider(_ event: Event) -> [Finding] {
        state.now = event.now(after: state.now)
        if case .sample(let sample) = event { take(sample) }
        return [over, unjudged].compactMap(\.self) + state.supply.findings(Self.id, missingAfter, judging: .nox)
    }

    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.engine.take(sample)
        let works = state.engine.works(above: speed, warmerThan: warm, at: time)
        state.supply.take(sample, .nox, isNeeded: works != false)
        state.supply.takeEngine(sample, state.engine, above: speed)
        guard sample.measures(.nox) else { return }
        let value = works == true ? sample.value(of: .nox) : nil
        state.mean.add(value, .above, limit, band: limit.value * 0.05, at: time, span: .minutes(10))
    }

    private var over: Finding? {
        guard let since = state.mean.since, let figure = state.mean.figure else { return nil }
        let (is_, of) = (figure.plainText(decimals: 0, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "氮氧化物10分钟运行均值\(is_) ppm，超过\(of) ppm",
            en: "NOx, mean of 10 min of operation: \(is_) ppm, over \(of) ppm"
        )
        return Finding(
            rule: Self.id, level: limit.levelOfOwn, since: since, figure: figure, limit: limit, text: text)
    }

    private var unjudged: Finding? {
        guard state.supply.measures(.nox), !state.mean.isJudged, let now = state.now else { return nil }
        let what = Text(zh: "热机运行时的氮氧化物均值", en: "mean of NOx with a warm engine")
        return .unjudged(Self.id, what, since: now, limit: limit)
    }

    public var next: NextStep? {
        over.map { NextStep(.checkExhaustCleaning, due: $0.since.day(utcOffset: utcOffset)) }
            ?? state.supply.next(missingAfter, utcOffset: utcOffset, judging: .nox)
    }
}
