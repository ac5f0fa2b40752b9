public import Facilities

/// GB 18483-2001: fume at most 2.0 mg/m³, for all sizes of kitchen alike. Judged as 10-minute means while the fan runs,
/// at the reference air volume where the air volume is known: C·Q/(n·2000 m³/h), n being the reference stoves; the 2000
/// is from memory. A kitchen that tells nothing of its fan is judged all the time. NMHC and particulate matter have no
/// limit in Jiangsu: they are left to the site's own thresholds.
public struct FumeLimit: Rule {
    public static let id = "fume.limit"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "油烟10分钟均值（已知风量时折算为基准浓度）是否超限（仅风机运行时）",
        en:
            "whether the 10-minute mean of the fume, at the reference air volume if the air volume is known, is over its limit while the fan runs"
    )

    public struct State: Codable, Hashable, Sendable {
        var points = ByDevice<Point>()
        var flowMean = IntervalMean()
        /// The measured air volume in the newest interval, m³/h.
        var volume: Double?
    }

    /// One fume sensor.
    struct Point: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        var overSince: Timestamp?
        /// The newest mean that was over the limit, and the measured air volume in its interval.
        var over: IntervalMean.Result?
        var volume: Double?
        /// Since when the fan has been running with this sensor beside it; nil while it stands.
        var runningSince: Timestamp?
    }

    public var state = State()
    private let settings: FumeSettings
    private let limit: Limit
    private let volumePerStove: Limit

    public init(_ settings: FumeSettings, of facility: Facility) {
        self.settings = settings
        limit = facility.limit(
            Limit(
                "fume", 2.0, .milligramPerCubicMetre, in: 0.1...1000, looser: .above, source: "GB 18483-2001",
                verified: true))
        volumePerStove = facility.limit(
            Limit(
                "volumePerStove", 2000, .cubicMetrePerHour, in: 500...10_000, looser: .above, source: "GB 18483-2001",
                verified: false)
        )
    }

    public var limits: [Limit] { [limit, volumePerStove] }
    public var needs: [Need] { [Need(.fume, within: .minutes(2), limits: [(limit, .above)])] }

    private static let interval = Duration.minutes(10)

    public mutating func consider(_ seen: Observed) -> Verdict {
        for told in seen.told(.fume) { take(told, seen) }
        var verdict = Verdict()
        for known in seen.channels where known.quantity == .fume {
            guard let point = state.points[known.device] else { continue }
            verdict.add(over(point, known.channel, seen), .checkFume, in: seen)
            verdict.add(unjudged(point, known.channel, seen), in: seen)
        }
        verdict.add(seen.outOfReach(.fume, Self.id, limit, .above), .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ told: Observed.Told, _ seen: Observed) {
        let (time, runs) = (seen.time, seen.fan != false)
        let fume = runs ? told.measured(.limits).flatMap { $0.bound.counts(for: .above) ? $0 : nil } : nil
        let flow = fume == nil ? nil : seen.air.volume
        if let volume = state.flowMean.add(
            flow, at: time, length: Self.interval, period: seen.period(of: .airFlow))
        {
            state.volume = volume.capture >= MeanOverLimit.leastCapture && volume.mean > 0 ? volume.mean : nil
        }
        let volume = state.volume
        var point = state.points[told.device] ?? Point()
        defer { state.points[told.device] = point }
        point.runningSince = runs ? point.runningSince ?? time : nil
        guard let result = point.mean.add(fume, at: time, length: Self.interval, period: told.channel.period) else {
            return
        }
        let isOver = Measured(reference(result.mean, volume), result.bound ?? .exact).isPast(limit.value, .above)
        // A mean with bounds in it shows that the limit is passed, and never that it is not.
        guard let isOver else { return }
        point.overSince = isOver ? point.overSince ?? result.start : nil
        (point.over, point.volume) = isOver ? (result, volume) : (nil, nil)
    }

    /// The concentration at the reference air volume, or as measured when no air volume is known.
    private func reference(_ mean: Double, _ measured: Double?) -> Double {
        guard let volume = measured ?? settings.airVolume else { return mean }
        return (mean * volume / (settings.stoves * volumePerStove.value)).settled
    }

    private func over(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.overSince, let over = point.over else { return nil }
        let figure = reference(over.mean, point.volume)
        let text = text(over, figure, point.volume ?? settings.airVolume)
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .red, since: since, figure: figure,
            bound: over.bound ?? .exact, limit: limit, text: seen.at(channel, text))
    }

    private func text(_ mean: IntervalMean.Result, _ figure: Double, _ volume: Double?) -> Text {
        let bound = mean.bound ?? .exact
        let (measured, of) = (mean.mean.shown(bound, decimals: 3, beside: limit.value), limit.value.plainText)
        guard let volume else {
            return Text(
                zh: "油烟10分钟均值\(measured.zh) mg/m³（风量未知，未折算），超过\(of) mg/m³",
                en:
                    "10-minute mean of the fume \(measured.en) mg/m³ (as measured: air volume unknown), over \(of) mg/m³"
            )
        }
        let (q, n) = (volume.plainText(decimals: 0), settings.stoves.plainText)
        let (per, at) = (volumePerStove.value.plainText, figure.plainText(decimals: 3, beside: limit.value))
        return Text(
            zh:
                "油烟10分钟均值\(measured.zh) mg/m³×风量\(q) m³/h÷(\(n)个基准灶头×\(per) m³/h)=基准浓度\(at) mg/m³，超过\(of) mg/m³",
            en:
                "10-minute mean of the fume \(measured.en) mg/m³ × \(q) m³/h ÷ (\(n) stoves × \(per) m³/h) = \(at) mg/m³ at the reference air volume, over \(of) mg/m³"
        )
    }

    private func unjudged(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let begin = point.runningSince,
            !point.mean.isCurrent(at: seen.now, length: Self.interval, since: begin)
        else { return nil }
        let what = Text(zh: "油烟10分钟均值", en: "10-minute mean of the fume")
        return .unjudged(Self.id, what, of: channel, seen, limit: limit)
    }

    private struct Old: Decodable {
        var mean: MeanOverLimit
        var flowMean: IntervalMean
        var volume: Double?
        var overSince: Timestamp?
        var runningSince: Timestamp?
    }

    public func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        let point = Point(
            mean: form0.mean, overSince: form0.overSince, over: form0.overSince.flatMap { _ in form0.mean.last },
            volume: form0.volume, runningSince: form0.runningSince)
        return State(points: old.byDevice(point, of: .fume), flowMean: form0.flowMean, volume: form0.volume)
    }
}
