import Facilities

/// No limit in ppm for machines in use was found: the default is our own (yellow); a limit for the machine goes into
/// the configuration (red). It is judged by the mean of ten minutes in which the engine runs, warm if the exhaust
/// temperature is measured: a cold aftertreatment removes no NOx.
struct MachineryNOx: Rule {
    static let id = "machinery.nox"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "发动机热机运行时氮氧化物10分钟均值是否超限",
        en: "whether the mean NOx of ten minutes is over its limit while the engine runs warm"
    )

    struct State: Codable, Hashable, Sendable {
        var means = ByDevice<OperatingLimit>()
    }

    var state = State()
    private let limit: Limit
    private let speed: Limit
    private let warm: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        limit = facility.limit(.ownDefault("nox", 900, .partsPerMillion, in: 10...5000, looser: .above))
        speed = facility.limit(.engineOnSpeed)
        warm = facility.limit(.warmExhaust)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [limit, warm, speed, missingAfter] }
    var needs: [Need] { [Need(.nox, limits: [(limit, .above)]), Need(.engineSpeed)] }

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .nox) { take(new, seen) }
        var verdict = Verdict()
        guard seen.measures(.nox) else { return verdict }
        for known in seen.channels(of: .nox) {
            let mean = state.means[known.device] ?? OperatingLimit()
            verdict.add(over(mean, known.channel, seen), .checkExhaustCleaning, in: seen)
            if !mean.isJudged {
                let what = Text(zh: "热机运行时的氮氧化物均值", en: "mean of NOx with a warm engine")
                verdict.add(.unjudged(Self.id, what, of: known.channel, seen, limit: limit), in: seen)
            }
        }
        verdict.add(
            seen.missing(.nox, Self.id, missingAfter, idle: .engineStands)
                + seen.missingEngine(Self.id, missingAfter) + seen.outOfReach(.nox, Self.id, limit, .above),
            .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let works = seen.engine.works(above: speed, warmerThan: warm)
        let value = works == true ? new.measured(.limits) : nil
        state.means.update(new.device, from: OperatingLimit()) {
            $0.add(
                value, .above, limit, band: limit.value * 0.05, at: seen.time, span: .minutes(10),
                gap: .ofRunning(period: new.channel.period))
        }
    }

    private func over(_ mean: OperatingLimit, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard let since = mean.since, let figure = mean.figure else { return nil }
        let (is_, of) = (figure.shown(mean.bound, decimals: 0, beside: limit.value), limit.value.plainText)
        let text = Text(
            zh: "氮氧化物10分钟运行均值\(is_.zh) ppm，超过\(of) ppm",
            en: "NOx, mean of 10 min of operation: \(is_.en) ppm, over \(of) ppm"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: Self.colour.level(of: limit),
            since: since,
            figure: figure, bound: mean.bound, limit: limit, text: seen.at(channel, text))
    }

    private struct Old: Decodable {
        var mean: OperatingLimit
    }

    func migrated(_ old: OldState) throws -> State {
        State(means: old.byDevice(try old.form0(Old.self).mean, of: .nox))
    }
}
