import Facilities

/// No standard sets a figure: all of them are our own (yellow); a maker's limits go into the configuration (red). A
/// particulate filter with too much resistance is clogged; one with hardly any while the engine works is broken or was
/// removed. It is judged by the mean of ten minutes of work: at a high speed, and with a warm exhaust if that is
/// measured.
struct MachineryDPF: Rule {
    static let id = "machinery.dpf"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "发动机工作时颗粒捕集器(DPF)压差10分钟均值是否过高（堵塞）或接近零（拆除、破损）",
        en: "whether the DPF is clogged, or broken or taken out, by its pressure drop while the engine works"
    )

    struct State: Codable, Hashable, Sendable {
        var filters = ByDevice<Filter>()
    }

    /// One sensor of the pressure drop.
    struct Filter: Codable, Hashable, Sendable {
        var high = OperatingLimit()
        var low = OperatingLimit()
    }

    var state = State()
    private let most: Limit
    private let least: Limit
    private let speed: Limit
    private let warm: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        most = facility.limit(.ownDefault("dpfHigh", 20, .kilopascal, in: 1...100, looser: .above))
        least = facility.limit(.ownDefault("dpfLow", 0.2, .kilopascal, in: 0...20, looser: .below))
        speed = facility.limit(
            .ownDefault("dpfSpeed", 1200, .rpm, in: 300...4000, looser: .above, addressee: .installer))
        warm = facility.limit(.warmExhaust)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [most, least, speed, warm, missingAfter] }
    var needs: [Need] {
        [Need(.dpfPressure, limits: [(most, .above), (least, .below)]), Need(.engineSpeed)]
    }

    private static let span = Duration.minutes(10)

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: .dpfPressure) { take(new, seen) }
        var verdict = Verdict()
        guard seen.measures(.dpfPressure) else { return verdict }
        for known in seen.channels(of: .dpfPressure) {
            let filter = state.filters[known.device] ?? Filter()
            verdict.add(clogged(filter, known.channel, seen), .cleanDPF, in: seen)
            verdict.add(missing(filter, known.channel, seen), .checkExhaustCleaning, in: seen)
            if !filter.high.isJudged {
                let what = Text(zh: "发动机工作时的DPF压差均值", en: "mean of the DPF's pressure drop at work")
                verdict.add(.unjudged(Self.id, what, of: known.channel, seen, limit: most), in: seen)
            }
        }
        verdict.add(
            seen.missing(.dpfPressure, Self.id, missingAfter, idle: .engineStands)
                + seen.missingEngine(Self.id, missingAfter)
                + seen.outOfReach(.dpfPressure, Self.id, most, .above), .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, _ seen: Observed) {
        let works = seen.engine.works(above: speed, warmerThan: warm)
        let value = works == true ? new.measured(.limits) : nil
        let gap = Duration.ofRunning(period: new.channel.period)
        state.filters.update(new.device, from: Filter()) { filter in
            filter.high.add(
                value, .above, most, band: most.value * 0.1, at: seen.time, span: Self.span, gap: gap)
            filter.low.add(
                value, .below, least, band: least.value * 0.5, at: seen.time, span: Self.span, gap: gap)
        }
    }

    private func clogged(_ filter: Filter, _ channel: Channel, _ seen: Observed) -> Finding? {
        finding("clogged", filter.high, most, channel, seen) { mean, of in
            Text(
                zh: "DPF压差10分钟运行均值\(mean.zh) kPa，超过\(of) kPa，可能堵塞",
                en: "DPF pressure drop, mean of 10 min of work: \(mean.en) kPa, over \(of) kPa: it may be clogged")
        }
    }

    private func missing(_ filter: Filter, _ channel: Channel, _ seen: Observed) -> Finding? {
        finding("missing", filter.low, least, channel, seen) { mean, of in
            Text(
                zh: "发动机工作时DPF压差10分钟运行均值仅\(mean.zh) kPa，低于\(of) kPa，滤芯可能破损或被拆除，或取压管脱落",
                en:
                    "DPF pressure drop, mean of 10 min of work: \(mean.en) kPa, below \(of) kPa: the filter may be broken or taken out, or a pressure hose is off"
            )
        }
    }

    private func finding(
        _ cause: String, _ mean: OperatingLimit, _ limit: Limit, _ channel: Channel, _ seen: Observed,
        _ text: (Text, String) -> Text
    ) -> Finding? {
        guard let since = mean.since, let figure = mean.figure else { return nil }
        let shown = figure.shown(mean.bound, decimals: 2, beside: limit.value)
        return Finding(
            rule: Self.id, cause: "\(channel.id)/\(cause)", of: channel, level: Self.colour.level(of: limit),
            since: since,
            figure: figure, bound: mean.bound, limit: limit,
            text: seen.at(channel, text(shown, limit.value.plainText)))
    }

    func migrated(_ old: OldState) throws -> State {
        State(filters: old.byDevice(try old.form0(Filter.self), of: .dpfPressure))
    }
}
