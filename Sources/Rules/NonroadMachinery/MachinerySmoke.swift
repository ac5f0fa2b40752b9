public import Facilities

/// GB 36886-2018 table 1 (not read; from memory): the light absorption of the smoke by class and rated power. Live
/// smoke is judged while the engine runs, as one-minute means; a test on record until the next one passes.
public struct MachinerySmoke: Rule {
    public static let id = "machinery.smoke"
    public static let judges = Text(
        zh: "实时烟度和检测烟度是否超限",
        en: "whether live smoke, or that of the last test, is over the limit of the class and power"
    )

    public struct State: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        /// The newest test on record.
        var tested: Timestamp?
        var failedTest: Record?
        /// Since when the engine has been running with a smoke sensor on it; nil while it stands.
        var runningSince: Timestamp?
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let utcOffset: Int

    public init(_ settings: MachinerySettings, of facility: Facility) {
        limit = facility.limit(
            Limit(
                "smoke", Self.absorption(settings.limitClass, power: settings.power), .perMetre,
                source: "GB 36886-2018",
                verified: false
            )
        )
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    private static let interval = Duration.minutes(1)

    static func absorption(_ limitClass: MachinerySettings.LimitClass, power: Double) -> Double {
        switch (limitClass, power) {
        case (.one, ..<19): 3.00
        case (.one, ..<37): 2.00
        case (.one, _): 1.61
        case (.two, ..<19): 2.00
        case (.two, ..<37): 1.00
        case (.two, _): 0.80
        case (.three, ..<37): 0.80
        case (.three, _): 0.50
        }
    }

    public mutating func consider(_ event: Event) -> [Finding] {
        state.now = event.now(after: state.now)
        switch event {
        case .sample(let sample):
            guard sample.measures(.smoke) else { break }
            // Below 300 rpm no engine runs by itself; without a speed nothing is judged.
            let running = (sample.value(of: .engineSpeed) ?? 0) > 300
            state.mean.add(running ? sample.value(of: .smoke) : nil, at: sample.time, length: Self.interval)
            state.runningSince = running ? state.runningSince ?? sample.time : nil
        case .record(let record):
            guard case .exhaustTest(let test) = record.body else { break }
            guard state.tested.map({ $0 <= record.at }) ?? true else { break }
            state.tested = record.at
            state.failedTest = test.smoke > limit.value ? record : nil
        case .evidence, .tick: break
        }
        return over + (unjudged.map { [$0] } ?? [])
    }

    private var over: [Finding] {
        var findings: [Finding] = []
        if let last = state.mean.last, last.mean > limit.value {
            findings.append(
                finding("live", last.mean, since: last.start, zh: "实时烟度1分钟均值", en: "live smoke, one-minute mean"))
        }
        if let record = state.failedTest, case .exhaustTest(let test) = record.body {
            findings.append(
                finding("test", test.smoke, since: record.at, zh: "排气检测烟度", en: "smoke in the exhaust test"))
        }
        return findings
    }

    private var unjudged: Finding? {
        guard let begin = state.runningSince, let now = state.now,
            !state.mean.isCurrent(at: now, length: Self.interval, since: begin)
        else { return nil }
        return .unjudged(Self.id, Text(zh: "烟度1分钟均值", en: "one-minute mean of the smoke"), since: now, limit: limit)
    }

    private func finding(_ cause: String, _ figure: Double, since: Timestamp, zh: String, en: String) -> Finding {
        let (is_, of) = (figure.plainText(decimals: 2), limit.value.plainText)
        let text = Text(zh: "\(zh)\(is_) m⁻¹，超过\(of) m⁻¹", en: "\(en): \(is_) 1/m, over \(of) 1/m")
        return Finding(rule: Self.id, cause: cause, level: .red, since: since, figure: figure, limit: limit, text: text)
    }

    public var next: NextStep? {
        over.first.map { NextStep(.repairEngine, due: $0.since.day(utcOffset: utcOffset)) }
    }
}
