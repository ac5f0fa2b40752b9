import Facilities

/// GB 18483-2001: fume at most 2.0 mg/m³, for all sizes of kitchen alike. It is judged as 10-minute means while the fan
/// runs, at the reference air volume where the air volume is known: C·Q/(n·2000 m³/h), n being the reference stoves at
/// work; the 2000 is from memory. Where the stoves at work are not measured, n is at most all of them, so that the
/// quotient is a lower bound: it counts only where it is above the measured value. Where they are measured it counts in
/// both directions, with n from one stove, where the standard's sizes begin, to all of the kitchen's; without a stove
/// at work the measured fume counts. A kitchen without a signal of its fan is judged all the time. NMHC and particulate
/// matter have no limit in Jiangsu: a site may set thresholds for them.
struct FumeLimit: Rule {
    static let id = "fume.limit"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "油烟10分钟均值（已知风量时折算为基准浓度）是否超限（仅风机运行时）",
        en:
            "whether the 10-minute mean of the fume, at the reference air volume if the air volume is known, is over its limit while the fan runs"
    )

    struct State: Codable, Hashable, Sendable {
        var points = ByDevice<Point>()
        /// The air volume, m³/h, over the intervals of the fume.
        var flow = BesideMean()
        /// The stoves at work, over the intervals of the fume.
        var stoves = BesideMean()
    }

    /// One fume sensor.
    struct Point: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        var overSince: Timestamp?
        /// The newest mean that was over the limit; nil while none is.
        var over: IntervalMean.Result?
        /// The measured air volume in that interval, m³/h.
        var volume: Double?
        /// The bound of the volume; nil where it is exact.
        var volumeBound: Bound?
        var stoves: Double?
        /// The time since which the fan has been running while this sensor was there; nil while it stands.
        var runningSince: Timestamp?
    }

    var state = State()
    private let settings: FumeSettings
    let limit: Limit
    private let volumePerStove: Limit

    init(_ settings: FumeSettings, of facility: Facility) {
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

    var limits: [Limit] { [limit, volumePerStove] }
    var needs: [Need] {
        [
            Need(.fume, within: .minutes(2), limits: [(limit, .above)]), Need(.airFlow, isOptional: true),
            Need(.stovesOn, isOptional: true),
        ]
    }

    var means: [JudgedMean] {
        state.points.judged(Self.id, .fume, length: Self.interval, \.mean, limit: { _ in limit })
    }

    var ready: Timestamp? { state.points.ready(length: Self.interval, \.mean) }

    static let interval = Duration.minutes(10)

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .fume) { take(new, seen) }
        var verdict = Verdict()
        for known in seen.channels(of: .fume) {
            guard let point = state.points[known.device] else { continue }
            verdict.add(over(point, known.channel, seen), .checkFume, in: seen)
            verdict.add(unjudged(point, known.channel, seen), in: seen)
        }
        verdict.add(seen.outOfReach(.fume, Self.id, limit, .above), .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let (time, runs) = (seen.time, seen.fan != false)
        var fume: Measured?
        if runs { fume = new.measured(.limits)?.counting(for: .above) }
        takeConversion(seen, isCooking: fume != nil)
        var point = state.points[new.device] ?? Point()
        defer { state.points[new.device] = point }
        point.runningSince = runs ? point.runningSince ?? time : nil
        guard let result = point.mean.add(fume, at: time, length: Self.interval, period: new.channel.period) else {
            return
        }
        let volume = state.flow.mean(from: result.start)?.positive
        let stoves = state.stoves.mean(from: result.start)?.value
        let isOver = conversion(volume, stoves).figure(result.measured).isPast(limit.value, .above)
        // A mean that contains bounds can show that the limit is exceeded, but not that it is met.
        guard let isOver else { return }
        point.overSince = isOver ? point.overSince ?? result.start : nil
        (point.over, point.volume, point.stoves) = isOver ? (result, volume?.value, stoves) : (nil, nil, nil)
        point.volumeBound = isOver && volume?.bound == .atLeast ? .atLeast : nil
    }

    /// Takes in the air volume and the stoves that convert an interval. More air makes a figure greater and may be a
    /// bound; more stoves make it less, and must be exact.
    private mutating func takeConversion(_ seen: Observed, isCooking: Bool) {
        var (volume, stoves): (Measured?, Measured?) = (nil, nil)
        if isCooking {
            volume = seen.air.volume?.counting(for: .above)
            stoves = seen.figure(.stovesOn)?.exact
        }
        state.flow.add(volume, at: seen.time, length: Self.interval, period: seen.period(of: .airFlow))
        state.stoves.add(stoves, at: seen.time, length: Self.interval, period: seen.period(of: .stovesOn))
    }

    /// Returns the conversion of an interval.
    ///
    /// - Parameters:
    ///   - volume: The measured air volume; nil for that of the settings.
    ///   - stoves: The stoves at work; nil where they are unknown.
    func conversion(_ volume: Measured?, _ stoves: Double?) -> FumeConversion {
        FumeConversion(
            volume: volume ?? settings.airVolume.map { Measured($0) }, atWork: stoves, all: settings.stoves,
            perStove: volumePerStove.value)
    }

    private func over(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.overSince, let over = point.over else { return nil }
        let conversion = conversion(point.measuredVolume, point.stoves)
        let figure = conversion.figure(over.measured)
        let text = text(over, figure.value, conversion)
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .red, since: since,
            figure: figure.value, bound: figure.bound, limit: limit, text: seen.at(channel, text))
    }

    private func text(_ mean: IntervalMean.Result, _ figure: Double, _ conversion: FumeConversion) -> Text {
        let measured = mean.mean.shown(mean.bound ?? .exact, decimals: 3, beside: limit.value)
        let (of, note) = (limit.value.plainText, conversion.note)
        guard let (volume, stoves) = conversion.used else {
            return Text(
                zh: "油烟10分钟均值\(measured.zh) mg/m³\(note.zh)，超过\(of) mg/m³",
                en: "10-minute mean of the fume \(measured.en) mg/m³\(note.en), over \(of) mg/m³"
            )
        }
        let (q, n) = (volume.plainText(decimals: 0), stoves.plainText(decimals: 1))
        let (per, at) = (volumePerStove.value.plainText, figure.plainText(decimals: 3, beside: limit.value))
        return Text(
            zh:
                "油烟10分钟均值\(measured.zh) mg/m³×风量\(q) m³/h÷(\(n)个基准灶头×\(per) m³/h)=基准浓度\(at) mg/m³\(note.zh)，超过\(of) mg/m³",
            en:
                "10-minute mean of the fume \(measured.en) mg/m³ × \(q) m³/h ÷ (\(n) stoves × \(per) m³/h) = \(at) mg/m³ at the reference air volume\(note.en), over \(of) mg/m³"
        )
    }

    private func unjudged(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let begin = point.runningSince,
            !point.mean.isCurrent(at: seen.now, length: Self.interval, since: begin)
        else { return nil }
        let what = Text(zh: "油烟10分钟均值", en: "10-minute mean of the fume")
        return .unjudged(Self.id, what, of: channel, seen, limit: limit)
    }

    /// The form of the state. Form 1 had the mean of the air volume by itself, and kept its last figure for intervals
    /// without one.
    static let form = 2

    private struct Form0: Decodable {
        var mean: MeanOverLimit
        var flowMean: IntervalMean
        var volume: Double?
        var overSince: Timestamp?
        var runningSince: Timestamp?
    }

    private struct Form1: Decodable {
        var points: ByDevice<Point>
        var flowMean: IntervalMean
    }

    func migrated(_ old: OldState) throws -> State {
        if old.form == 1 {
            let form1 = try Form1(from: old.decoder)
            return State(points: form1.points, flow: BesideMean(form1.flowMean))
        }
        let form0 = try old.form0(Form0.self)
        let point = Point(
            mean: form0.mean, overSince: form0.overSince, over: form0.overSince.flatMap { _ in form0.mean.last },
            volume: form0.volume, runningSince: form0.runningSince)
        return State(points: old.byDevice(point, of: .fume), flow: BesideMean(form0.flowMean))
    }
}

extension FumeLimit.Point {
    fileprivate var measuredVolume: Measured? { volume.map { Measured($0, volumeBound ?? .exact) } }
}
