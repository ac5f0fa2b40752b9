public import Facilities

/// No standard sets a figure: all of them are our own (yellow), a maker's limits go into the configuration (red). A
/// particulate filter that resists the exhaust too much is clogged; one that hardly resists it while the engine works
/// is broken or was taken out. Judged by the mean of ten minutes of work: fast, and with a warm exhaust if that is
/// measured.
public struct MachineryDPF: Rule {
    public static let id = "machinery.dpf"
    public static let judges = Text(
        zh: "发动机工作时颗粒捕集器(DPF)压差10分钟均值是否过高（堵塞）或接近零（拆除、破损）",
        en: "whether the DPF is clogged, or broken or taken out, by its pressure drop while the engine works"
    )

    public struct State: Codable, Hashable, Sendable {
        var engine = EngineWatch()
        var high = OperatingLimit()
        var low = OperatingLimit()
        var supply = Supply()
        var now: Timestamp?
    }

    public var state = State()
    private let most: Limit
    private let least: Limit
    private let speed: Limit
    private let warm: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        most = facility.limit(.ownDefault("dpfHigh", 20, .kilopascal))
        least = facility.limit(.ownDefault("dpfLow", 0.2, .kilopascal))
        speed = facility.limit(.ownDefault("dpfSpeed", 1200, .rpm))
        warm = facility.limit(.warmExhaust)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [most, least, speed, warm, missingAfter] }

    private static let span = Duration.minutes(10)

    public mutating func consider(_ event: Event) -> [Finding] {
        state.now = event.now(after: state.now)
        if case .sample(let sample) = event { take(sample) }
        return [clogged, missing, unjudged].compactMap(\.self)
            + state.supply.findings(Self.id, missingAfter, judging: .dpfPressure)
    }

    private mutating func take(_ sample: Sample) {
        let time = sample.time
        state.engine.take(sample)
        let works = state.engine.works(above: speed, warmerThan: warm, at: time)
        state.supply.take(sample, .dpfPressure, isNeeded: works != false)
        state.supply.takeEngine(sample, state.engine, above: speed)
        guard sample.measures(.dpfPressure) else { return }
        let value = works == true ? sample.value(of: .dpfPressure) : nil
        state.high.add(value, .above, most, band: most.value * 0.1, at: time, span: Self.span)
        state.low.add(value, .below, least, band: least.value * 0.5, at: time, span: Self.span)
    }

    private var clogged: Finding? {
        finding("clogged", state.high, most) { mean, of in
            Text(
                zh: "DPF压差10分钟运行均值\(mean) kPa，超过\(of) kPa，可能堵塞",
                en: "DPF pressure drop, mean of 10 min of work: \(mean) kPa, over \(of) kPa: it may be clogged")
        }
    }

    private var missing: Finding? {
        finding("missing", state.low, least) { mean, of in
            Text(
                zh: "发动机工作时DPF压差10分钟运行均值仅\(mean) kPa，低于\(of) kPa，滤芯可能破损或被拆除，或取压管脱落",
                en:
                    "DPF pressure drop, mean of 10 min of work: \(mean) kPa, below \(of) kPa: the filter may be broken or taken out, or a pressure hose is off"
            )
        }
    }

    private func finding(
        _ cause: String, _ mean: OperatingLimit, _ limit: Limit, _ text: (String, String) -> Text
    ) -> Finding? {
        guard let since = mean.since, let figure = mean.figure else { return nil }
        return Finding(
            rule: Self.id, cause: cause, level: limit.levelOfOwn, since: since, figure: figure, limit: limit,
            text: text(figure.plainText(decimals: 2, beside: limit.value), limit.value.plainText)
        )
    }

    private var unjudged: Finding? {
        guard state.supply.measures(.dpfPressure), !state.high.isJudged, let now = state.now else { return nil }
        let what = Text(zh: "发动机工作时的DPF压差均值", en: "mean of the DPF's pressure drop at work")
        return .unjudged(Self.id, what, since: now, limit: most)
    }

    public var next: NextStep? {
        clogged.map { NextStep(.cleanDPF, due: $0.since.day(utcOffset: utcOffset)) }
            ?? missing.map { NextStep(.checkExhaustCleaning, due: $0.since.day(utcOffset: utcOffset)) }
            ?? state.supply.next(missingAfter, utcOffset: utcOffset, judging: .dpfPressure)
    }
}
