public import Facilities

/// GB 18483-2001: fume at most 2.0 mg/m³, for all sizes of kitchen alike. Judged as 10-minute means while the fan runs,
/// at the reference air volume where the air volume is known: C·Q/(n·2000 m³/h), n being the reference stoves; the 2000
/// is from memory. A kitchen that tells nothing of its fan is judged all the time. NMHC and particulate matter have no
/// limit in Jiangsu: they are left to the site's own thresholds.
public struct FumeLimit: Rule {
    public static let id = "fume.limit"
    public static let judges = Text(
        zh: "油烟10分钟均值（已知风量时折算为基准浓度）是否超限（仅风机运行时）",
        en:
            "whether the 10-minute mean of the fume, at the reference air volume if the air volume is known, is over its limit while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var fan = RunWatch()
        var flow = Latest()
        var mean = MeanOverLimit()
        var flowMean = IntervalMean()
        /// The measured air volume in the interval that decides.
        var volume: Double?
        var overSince: Timestamp?
        /// Since when the fan has been running with a fume sensor beside it; nil while it stands.
        var runningSince: Timestamp?
        var supply = Supply()
        var now: Timestamp?
    }

    public var state = State()
    private let settings: FumeSettings
    private let limit: Limit
    private let volumePerStove: Limit
    private let current: Limit
    private let utcOffset: Int

    public init(_ settings: FumeSettings, of facility: Facility) {
        self.settings = settings
        limit = facility.limit(Limit("fume", 2.0, .milligramPerCubicMetre, source: "GB 18483-2001", verified: true))
        volumePerStove = facility.limit(
            Limit("volumePerStove", 2000, .cubicMetrePerHour, source: "GB 18483-2001", verified: false)
        )
        current = facility.limit(.fanOnCurrent)
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [limit, volumePerStove, current] }

    private static let interval = Duration.minutes(10)

    public mutating func consider(_ event: Event) -> [Finding] {
        if case .sample(let sample) = event { take(sample) }
        state.now = event.now(after: state.now)
        return [over, unjudged].compactMap(\.self)
    }

    private mutating func take(_ sample: Sample) {
        state.fan.take(sample)
        state.flow.take(sample.value(of: .airFlow), at: sample.time)
        state.supply.take(sample, .fume)
        guard sample.measures(.fume) else { return }
        let runs = state.fan.runs(above: current, at: sample.time) != false
        state.runningSince = runs ? state.runningSince ?? sample.time : nil
        let fume = runs ? sample.value(of: .fume) : nil
        let flow = fume == nil ? nil : state.flow.value(at: sample.time)
        let volume = state.flowMean.add(flow, at: sample.time, length: Self.interval)
        guard let result = state.mean.add(fume, at: sample.time, length: Self.interval) else { return }
        state.volume = volume.flatMap { $0.capture >= MeanOverLimit.leastCapture && $0.mean > 0 ? $0.mean : nil }
        state.overSince = reference(result.mean) > limit.value ? state.overSince ?? result.start : nil
    }

    private var volume: Double? { state.volume ?? settings.airVolume }

    /// The concentration at the reference air volume, or as measured when no air volume is known.
    private func reference(_ mean: Double) -> Double {
        volume.map { (mean * $0 / (settings.stoves * volumePerStove.value)).settled } ?? mean
    }

    private var over: Finding? {
        guard let last = state.mean.last else { return nil }
        let figure = reference(last.mean)
        guard figure > limit.value else { return nil }
        return Finding(
            rule: Self.id, level: .red, since: state.overSince ?? last.start, figure: figure, limit: limit,
            text: text(last.mean, figure)
        )
    }

    private func text(_ mean: Double, _ figure: Double) -> Text {
        let (measured, of) = (mean.plainText(decimals: 3, beside: limit.value), limit.value.plainText)
        guard let volume else {
            return Text(
                zh: "油烟10分钟均值\(measured) mg/m³（风量未知，未折算），超过\(of) mg/m³",
                en: "10-minute mean of the fume \(measured) mg/m³ (as measured: air volume unknown), over \(of) mg/m³"
            )
        }
        let (q, n) = (volume.plainText(decimals: 0), settings.stoves.plainText)
        let (per, at) = (volumePerStove.value.plainText, figure.plainText(decimals: 3, beside: limit.value))
        return Text(
            zh: "油烟10分钟均值\(measured) mg/m³×风量\(q) m³/h÷(\(n)个基准灶头×\(per) m³/h)=基准浓度\(at) mg/m³，超过\(of) mg/m³",
            en:
                "10-minute mean of the fume \(measured) mg/m³ × \(q) m³/h ÷ (\(n) stoves × \(per) m³/h) = \(at) mg/m³ at the reference air volume, over \(of) mg/m³"
        )
    }

    private var unjudged: Finding? {
        guard state.supply.measures(.fume), let begin = state.runningSince, let now = state.now,
            !state.mean.isCurrent(at: now, length: Self.interval, since: begin)
        else { return nil }
        return .unjudged(Self.id, Text(zh: "油烟10分钟均值", en: "10-minute mean of the fume"), since: now, limit: limit)
    }

    public var next: NextStep? {
        over.map { NextStep(.checkFume, due: $0.since.day(utcOffset: utcOffset)) }
    }
}
