public import Facilities

/// GB 36886-2018 table 1 (not read; from memory): the light absorption of the smoke by class and rated power, and
/// Ringelmann 1. Live smoke is judged while the engine runs, as one-minute means, and is over when they have been back
/// for five minutes; a test on record until a newer one passes.
public struct MachinerySmoke: Rule {
    public static let id = "machinery.smoke"
    public static let judges = Text(
        zh: "实时烟度、检测烟度和林格曼黑度是否超限",
        en: "whether live smoke, or the smoke or the blackness in the last test, is over its limit"
    )

    public struct State: Codable, Hashable, Sendable {
        var engine = EngineWatch()
        var mean = MeanOverLimit()
        var live = LimitHold()
        var supply = Supply()
        /// The newest on record.
        var test: Record?
        /// Since when the engine has been running with a smoke sensor on it; nil while it stands.
        var runningSince: Timestamp?
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let ringelmann: Limit
    private let speed: Limit
    private let missingAfter: Limit
    private let utcOffset: Int

    public init(_ settings: MachinerySettings, of facility: Facility) {
        limit = facility.limit(
            Limit(
                "smoke", settings.mostSmoke, .perMetre,
                source: "GB 36886-2018",
                verified: false
            )
        )
        ringelmann = facility.limit(Limit("ringelmann", 1, .one, source: "GB 36886-2018", verified: false))
        speed = facility.limit(.engineOnSpeed)
        missingAfter = facility.limit(.missingAfter)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit, ringelmann, speed, missingAfter] }

    private static let interval = Duration.minutes(1)

    public mutating func consider(_ event: Event) -> [Finding] {
        state.now = event.now(after: state.now)
        switch event {
        case .sample(let sample): take(sample)
        case .record(let record):
            if case .exhaustTest = record.body, state.test.map({ $0.at <= record.at }) ?? true { state.test = record }
        case .evidence, .tick: break
        }
        return over + [unjudged].compactMap(\.self) + state.supply.findings(Self.id, missingAfter, judging: .smoke)
    }

    private mutating func take(_ sample: Sample) {
        state.engine.take(sample)
        let running = state.engine.turns(above: speed, at: sample.time)
        state.supply.take(sample, .engineSpeed)
        // A mean that is missing is told by itself.
        state.supply.take(sample, .smoke, isNeeded: false)
        guard sample.measures(.smoke) else { return }
        let smoke = running == true ? sample.value(of: .smoke) : nil
        if let minute = state.mean.add(smoke, at: sample.time, length: Self.interval) {
            state.live.update(
                minute.mean, .above, limit.value, band: limit.value * 0.05, at: minute.start, offDelay: .minutes(5))
        }
        state.runningSince = running == true ? state.runningSince ?? sample.time : nil
    }

    private var over: [Finding] {
        [live, tested, blackness].compactMap(\.self)
    }

    private var live: Finding? {
        guard let since = state.live.since, let figure = state.live.figure else { return nil }
        return finding("live", figure, since: since, zh: "实时烟度1分钟均值", en: "live smoke, one-minute mean")
    }

    private var tested: Finding? {
        guard let record = state.test, case .exhaustTest(let test) = record.body, test.smoke > limit.value else {
            return nil
        }
        return finding("test", test.smoke, since: record.at, zh: "排气检测烟度", en: "smoke in the exhaust test")
    }

    private func finding(_ cause: String, _ figure: Double, since: Timestamp, zh: String, en: String) -> Finding {
        let (is_, of) = (figure.plainText(decimals: 2, beside: limit.value), limit.value.plainText)
        let text = Text(zh: "\(zh)\(is_) m⁻¹，超过\(of) m⁻¹", en: "\(en): \(is_) 1/m, over \(of) 1/m")
        return Finding(rule: Self.id, cause: cause, level: .red, since: since, figure: figure, limit: limit, text: text)
    }

    private var blackness: Finding? {
        guard let record = state.test, case .exhaustTest(let test) = record.body, let figure = test.ringelmann,
            figure > ringelmann.value
        else { return nil }
        let (is_, of) = (figure.plainText(decimals: 1, beside: ringelmann.value), ringelmann.value.plainText)
        let text = Text(
            zh: "排气检测林格曼黑度\(is_)级，超过\(of)级", en: "Ringelmann number \(is_) in the exhaust test, over \(of)"
        )
        return Finding(
            rule: Self.id, cause: "ringelmann", level: .red, since: record.at, figure: figure, limit: ringelmann,
            text: text)
    }

    private var unjudged: Finding? {
        guard let now = state.now, isWithoutSpeed || isWithoutMean(at: now) else { return nil }
        return .unjudged(Self.id, Text(zh: "烟度1分钟均值", en: "one-minute mean of the smoke"), since: now, limit: limit)
    }

    /// Nobody knows whether the smoke counts.
    private var isWithoutSpeed: Bool { state.supply.measures(.smoke) && !state.supply.measures(.engineSpeed) }

    private func isWithoutMean(at now: Timestamp) -> Bool {
        guard state.supply.measures(.smoke), let begin = state.runningSince else { return false }
        return !state.mean.isCurrent(at: now, length: Self.interval, since: begin)
    }

    public var next: NextStep? {
        over.first.map { NextStep(.repairEngine, due: $0.since.day(utcOffset: utcOffset)) }
            ?? state.supply.next(missingAfter, utcOffset: utcOffset, judging: .smoke)
    }
}
