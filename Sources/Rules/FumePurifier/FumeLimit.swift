public import Facilities

/// GB 18483-2001: fume at most 2.0 mg/m³, for all sizes of kitchen alike. Judged as 10-minute means while the fan runs.
public struct FumeLimit: Rule {
    public static let id = "fume.limit"

    public var state = MeanOverLimitState()
    private let limit: Limit
    private let current: Limit

    public init(of facility: Facility) {
        limit = facility.limit(Limit("fume", 2.0, .milligramPerCubicMetre, source: "GB 18483-2001", verified: true))
        current = facility.limit(.fanOnCurrent)
    }

    public var limits: [Limit] { [limit] }

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event, let fume = sample.reading(of: .fume) {
            let judged = sample.fanRuns(above: current) != false
            state.mean.add(judged ? fume.value : nil, at: sample.time, length: .minutes(10))
        }
        guard let last = state.mean.last, last.mean > limit.value else { return [] }
        let text = Text(
            zh: "油烟10分钟均值\(last.mean.plainText(decimals: 2)) mg/m³，超过\(limit.value.plainText) mg/m³",
            en:
                "10-minute mean of the fume \(last.mean.plainText(decimals: 2)) mg/m³, over \(limit.value.plainText) mg/m³"
        )
        return [Finding(rule: Self.id, level: .red, since: last.start, figure: last.mean, limit: limit, text: text)]
    }

    public var next: NextStep? {
        guard let last = state.mean.last, last.mean > limit.value else { return nil }
        return NextStep(.checkFume, due: last.start.day(utcOffset: 28_800))
    }
}

/// What a rule on interval means remembers.
public struct MeanOverLimitState: Codable, Hashable, Sendable {
    var mean = MeanOverLimit()
}
