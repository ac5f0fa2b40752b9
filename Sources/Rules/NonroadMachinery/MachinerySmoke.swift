import Facilities

/// GB 36886-2018 table 1 (not read; from memory): the light absorption of the smoke by class and rated power, and
/// Ringelmann 1. The table is for free acceleration: a test on record is judged by it until a newer one passes. Live
/// smoke is at any load, so that it is a screening by the same figure (our own), which recommends a test and is yellow
/// at most; it is judged while the engine runs, as one-minute means, and ends after five minutes within the limit.
struct MachinerySmoke: Rule {
    static let id = "machinery.smoke"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "检测烟度和林格曼黑度是否超限；实时烟度仅作筛查",
        en: "whether the smoke or the blackness in the last test is over its limit; live smoke is a screening only"
    )

    struct State: Codable, Hashable, Sendable {
        var points = ByDevice<Point>()
        /// The newest exhaust test on record.
        var test: Record?
    }

    /// One smoke sensor.
    struct Point: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        var live = LimitHold()
        /// The time since which the engine has been running while this sensor was there; nil while it stands.
        var runningSince: Timestamp?
    }

    var state = State()
    private let limit: Limit
    /// The limit of live smoke.
    private let screening: Limit
    private let ringelmann: Limit
    private let speed: Limit
    private let missingAfter: Limit

    init(_ settings: MachinerySettings, of facility: Facility) {
        limit = facility.limit(
            Limit(
                "smoke", settings.mostSmoke, .perMetre, in: 0.1...10, looser: .above,
                source: "GB 36886-2018",
                clause: "表1", verified: false
            )
        )
        screening = facility.limit(
            .ownDefault("smokeScreening", limit.value, .perMetre, in: 0.1...10, looser: .above))
        ringelmann = facility.limit(
            Limit(
                "ringelmann", 1, .one, in: 0...5, looser: .above, source: "GB 36886-2018", clause: "表1", verified: false
            ))
        speed = facility.limit(.engineOnSpeed)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [limit, screening, ringelmann, speed, missingAfter] }
    var needs: [Need] {
        [
            Need(.smoke, within: .minutes(1), limits: [(screening, .above)], isOptional: true),
            Need(.engineSpeed, within: .minutes(5), isOptional: true),
        ]
    }

    private static let interval = Duration.minutes(1)

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .smoke) { take(new, seen) }
        if let record = seen.record, record.body is ExhaustTest { state.test.replace(by: record) }
        var verdict = Verdict()
        for found in [tested, blackness] { verdict.add(found, .repairEngine, in: seen) }
        for known in seen.channels(of: .smoke) {
            guard let point = state.points[known.device] else { continue }
            verdict.add(live(point, known.channel, seen), .testExhaust, in: seen)
        }
        addUnjudged(to: &verdict, seen)
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let running = seen.engine.turns(above: speed) == true
        let counting = new.measured(.limits)?.counting(for: .above)
        state.points.update(new.device, from: Point()) { [screening] point in
            let minute = point.mean.add(running ? counting : nil, at: seen.time, length: Self.interval)
            if let minute {
                point.live.update(
                    minute.measured, .above, screening.value, band: screening.value * 0.05, at: minute.start,
                    offDelay: .minutes(5), gap: Gap(period: Self.interval))
            }
            point.runningSince = running ? point.runningSince ?? seen.time : nil
        }
    }

    private func live(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = point.live.since, let figure = point.live.figure else { return nil }
        let (shown, of) = (
            figure.shown(point.live.bound, decimals: 2, beside: screening.value), screening.value.plainText
        )
        let text = Text(
            zh: "实时烟度1分钟均值\(shown.zh) m⁻¹，超过筛查值\(of) m⁻¹；实时烟度仅作筛查，以自由加速法检测为准",
            en: "live smoke, one-minute mean: \(shown.en) 1/m, over \(of) 1/m; "
                + "this is a screening only, the free acceleration test decides"
        )
        return Finding(
            rule: Self.id, cause: "\(channel.id)", of: channel, level: .yellow, since: since, figure: figure,
            bound: point.live.bound, limit: screening, text: seen.at(channel, text))
    }

    private var tested: Finding? {
        guard let record = state.test, let test = record.body as? ExhaustTest, test.smoke > limit.value else {
            return nil
        }
        let (shown, of) = (test.smoke.plainText(decimals: 2, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "排气检测烟度\(shown) m⁻¹，超过\(of) m⁻¹", en: "smoke in the exhaust test: \(shown) 1/m, over \(of) 1/m")
        return Finding(
            rule: Self.id, cause: "test", level: .red, since: record.at, figure: test.smoke, limit: limit, text: text)
    }

    private var blackness: Finding? {
        guard let record = state.test, let test = record.body as? ExhaustTest, let figure = test.ringelmann,
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

    private func addUnjudged(to verdict: inout Verdict, _ seen: Observed) {
        guard seen.measures(.smoke) else { return }
        let what = Text(zh: "烟度1分钟均值", en: "one-minute mean of the smoke")
        for known in seen.channels(of: .smoke) {
            guard !seen.measures(.engineSpeed) || isWithoutMean(known, at: seen.now) else { continue }
            verdict.add(.unjudged(Self.id, what, of: known.channel, seen, limit: screening), in: seen)
        }
        // A missing mean is a finding of its own.
        let speed = seen.missing(anyOf: [.engineSpeed], Self.id, missingAfter)
        verdict.add([speed].compactMap(\.self), .checkSensors, in: seen)
        verdict.add(seen.outOfReach(.smoke, Self.id, screening, .above), .checkSensors, in: seen)
    }

    private func isWithoutMean(_ known: ObservedChannel, at now: Timestamp) -> Bool {
        guard let point = state.points[known.device], let begin = point.runningSince else { return false }
        return !point.mean.isCurrent(at: now, length: Self.interval, since: begin)
    }

    private struct Old: Decodable {
        var mean: MeanOverLimit
        var live: LimitHold
        var runningSince: Timestamp?
        var test: Record?
    }

    func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        let point = Point(mean: form0.mean, live: form0.live, runningSince: form0.runningSince)
        return State(points: old.byDevice(point, of: .smoke), test: form0.test)
    }
}
