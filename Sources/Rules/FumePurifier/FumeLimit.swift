public import Facilities

/// GB 18483-2001: fume at most 2.0 mg/m³, for all sizes of kitchen alike. Judged as 10-minute means while the fan runs.
public struct FumeLimit: Rule {
    public static let id = "fume.limit"
    public static let judges = Text(
        zh: "油烟10分钟均值是否超限（仅风机运行时）", en: "whether the 10-minute mean of the fume is over its limit, while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        /// Since when the fan has been running with a fume sensor beside it; nil while it stands.
        var runningSince: Timestamp?
        var now: Timestamp?
    }

    public var state = State()
    private let limit: Limit
    private let current: Limit
    private let utcOffset: Int

    public init(of facility: Facility) {
        limit = facility.limit(Limit("fume", 2.0, .milligramPerCubicMetre, source: "GB 18483-2001", verified: true))
        current = facility.limit(.fanOnCurrent)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit] }

    private static let interval = Duration.minutes(10)

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event, sample.measures(.fume) {
            let runs = sample.fanRuns(above: current) != false
            state.mean.add(runs ? sample.value(of: .fume) : nil, at: sample.time, length: Self.interval)
            state.runningSince = runs ? state.runningSince ?? sample.time : nil
        }
        state.now = event.now(after: state.now)
        return [over, unjudged].compactMap(\.self)
    }

    private var over: Finding? {
        guard let last = state.mean.last, last.mean > limit.value else { return nil }
        let text = Text(
            zh: "油烟10分钟均值\(last.mean.plainText(decimals: 2)) mg/m³，超过\(limit.value.plainText) mg/m³",
            en:
                "10-minute mean of the fume \(last.mean.plainText(decimals: 2)) mg/m³, over \(limit.value.plainText) mg/m³"
        )
        return Finding(rule: Self.id, level: .red, since: last.start, figure: last.mean, limit: limit, text: text)
    }

    private var unjudged: Finding? {
        guard let begin = state.runningSince, let now = state.now,
            !state.mean.isCurrent(at: now, length: Self.interval, since: begin)
        else { return nil }
        return .unjudged(Self.id, Text(zh: "油烟10分钟均值", en: "10-minute mean of the fume"), since: now, limit: limit)
    }

    public var next: NextStep? {
        over.map { NextStep(.checkFume, due: $0.since.day(utcOffset: utcOffset)) }
    }
}
