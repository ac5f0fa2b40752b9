public import Facilities

/// 码上评: the day's dust control in points. No formula of the city's was found published; this one is our own, with
/// every part shown: TSP within its limit 60, PM10 within its limit 20, data complete 20. Where PM10 was not judged, the
/// other parts count alone. Noise is no dust, and nobody has published how far spraying counts: neither is a part. The
/// measures follow Nanjing's differentiated management (差别化管理) of sites.
public struct DustGrade: Rule {
    public static let id = "dust.grade"
    public static let judges = Text(
        zh: "每日扬尘控制评分与等级", en: "the day's dust control in points, and its grade"
    )

    public struct State: Codable, Hashable, Sendable {
        var tsp = MeanOverLimit()
        var pm10 = MeanOverLimit()
        var comparison = CityComparison()
        /// Days that are not graded yet, oldest first.
        var days: [DustDay] = []
        /// The newest day that is over.
        var last: DustDay?
        /// Since the first of the days below the least score that follow each other.
        var low = Hold()
        /// The day of the first sample: the gateway may have been installed in its middle.
        var first: Day?
    }

    public var state = State()
    private let tsp: Limit
    private let pm10: Limit
    private let least: Limit
    private let utcOffset: Int

    /// How long after midnight a day is graded: the city's mean of its last hour comes later than that hour.
    private static let patience = Duration.hours(2)

    public init(of facility: Facility) {
        tsp = DustTSP.limit(of: facility)
        pm10 = DustPM10.limit(of: facility)
        least = facility.limit(
            Limit("gradeScore", 75, .one, source: "本程序默认 our own default", verified: false)
        )
        utcOffset = facility.utcOffset
    }

    public var limits: [Limit] { [least, tsp, pm10] }

    public mutating func consider(_ event: Event) -> [Finding] {
        switch event {
        case .sample(let sample):
            if state.first == nil { state.first = sample.time.day(utcOffset: utcOffset) }
            add(sample)
            pass(sample.time)
        case .record(let record):
            guard case .cityMean(let mean) = record.body else { break }
            count(state.comparison.add(city: mean, at: record.at))
        case .evidence: break
        case .tick(let time): pass(time)
        }
        return finding.map { [$0] } ?? []
    }

    private mutating func add(_ sample: Sample) {
        if sample.measures(.tsp),
            let quarter = state.tsp.add(sample.value(of: .tsp), at: sample.time, length: DustTSP.interval)
        {
            let isKept = quarter.mean <= tsp.value
            update(quarter.start) { $0.tsp.add(quarter.start, isKept: isKept) }
        }
        if sample.measures(.pm10),
            let hour = state.pm10.add(sample.value(of: .pm10), at: sample.time, length: .hours(1))
        {
            count(state.comparison.add(site: hour))
        }
    }

    private mutating func count(_ hour: CityComparison.Hour?) {
        guard let hour else { return }
        let isKept = hour.excess <= pm10.value
        update(hour.start) { $0.pm10.add(hour.start, isKept: isKept) }
    }

    private mutating func update(_ time: Timestamp, _ change: (inout DustDay) -> Void) {
        let day = time.day(utcOffset: utcOffset)
        // A day that was graded stays as it was.
        guard state.last.map({ $0.day < day }) ?? true else { return }
        if !state.days.contains(where: { $0.day == day }) { state.days.append(DustDay(day: day)) }
        for index in state.days.indices where state.days[index].day == day { change(&state.days[index]) }
    }

    private mutating func pass(_ time: Timestamp) {
        guard state.first != nil else { return }
        // A day counts also when not one mean of it could be had.
        update(time) { _ in }
        while let day = state.days.first, time >= end(of: day.day) + Self.patience {
            state.last = state.days.removeFirst()
            let isLow = assessment.map { $0.score < least.value }
            state.low.update(isLow, at: end(of: day.day), onDelay: .zero, offDelay: .zero)
        }
    }

    private func end(of day: Day) -> Timestamp { (day + 1).start(utcOffset: utcOffset) }

    public var assessment: Assessment? { state.last?.assessment }

    private var finding: Finding? {
        guard let last = state.last else { return nil }
        let end = end(of: last.day)
        guard let assessment = last.assessment else {
            guard last.day != state.first else { return nil }
            let text = Text(
                zh: "\(last.day)有效数据不足75%，无法评级", en: "\(last.day) has data for less than 75 % of the day: no grade"
            )
            return Finding(rule: Self.id, cause: "data", level: .grey, since: end, limit: least, text: text)
        }
        guard assessment.score < least.value else { return nil }
        let score = assessment.score.plainText(decimals: 1, beside: least.value)
        let text = Text(
            zh: "\(last.day)扬尘评分\(score)，等级\(assessment.grade.rawValue)：\(assessment.measures.zh)",
            en: "\(last.day) scores \(score), grade \(assessment.grade.rawValue): \(assessment.measures.en)"
        )
        return Finding(
            rule: Self.id, level: .yellow, since: state.low.since ?? end, figure: assessment.score, limit: least,
            text: text
        )
    }

    public var next: NextStep? {
        guard let finding, finding.level == .yellow else { return nil }
        return NextStep(.reduceDust, due: finding.since.day(utcOffset: utcOffset))
    }
}
