public import Facilities

/// GB 36886-2018 table 1 (not read; from memory): the light absorption of the smoke by class and rated power. Live
/// smoke is judged while the engine runs, as one-minute means; a test on record until the next one passes.
public struct MachinerySmoke: Rule {
    public static let id = "machinery.smoke"

    public struct State: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        var failedTest: Record?
    }

    public var state = State()
    private let limit: Limit

    public init(_ settings: MachinerySettings, of facility: Facility) {
        limit = facility.limit(
            Limit(
                "smoke", Self.absorption(settings.limitClass, power: settings.power), .perMetre,
                source: "GB 36886-2018",
                verified: false
            )
        )
    }

    public var limits: [Limit] { [limit] }

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
        switch event {
        case .sample(let sample):
            guard let smoke = sample.reading(of: .smoke) else { break }
            // Below 300 rpm no engine runs by itself; without a speed nothing is judged.
            let running = (sample.value(of: .engineSpeed) ?? 0) > 300
            state.mean.add(running ? smoke.value : nil, at: sample.time, length: .minutes(1))
        case .record(let record):
            guard case .exhaustTest(let test) = record.body else { break }
            state.failedTest = test.smoke > limit.value ? record : nil
        case .tick: break
        }
        return findings
    }

    private var findings: [Finding] {
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

    private func finding(_ cause: String, _ figure: Double, since: Timestamp, zh: String, en: String) -> Finding {
        let (is_, of) = (figure.plainText(decimals: 2), limit.value.plainText)
        let text = Text(zh: "\(zh)\(is_) m⁻¹，超过\(of) m⁻¹", en: "\(en): \(is_) 1/m, over \(of) 1/m")
        return Finding(rule: Self.id, cause: cause, level: .red, since: since, figure: figure, limit: limit, text: text)
    }

    public var next: NextStep? {
        findings.first.map { NextStep(.repairEngine, due: $0.since.day(utcOffset: 28_800)) }
    }
}
