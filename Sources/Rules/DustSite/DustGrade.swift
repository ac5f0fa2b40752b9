import Facilities

/// 码上评: the day's dust control in points. No published formula of the city was found; this one is our own, with every
/// part shown: TSP within its limit 60, PM10 within its limit 20, complete data 20. Where PM10 was not judged, the
/// other parts count alone. Noise is no dust, and no published weight of spraying was found: neither is a part. The
/// measures follow Nanjing's differentiated management (差别化管理) of sites.
struct DustGrade: Rule {
    static let id = "dust.grade"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "每日扬尘控制评分与等级", en: "the day's dust control in points, and its grade"
    )

    struct State: Codable, Hashable, Sendable {
        var tsp = ByDevice<MeanOverLimit>()
        var pm10 = ByDevice<Station>()
        /// The city's hours, for stations without a sample so far.
        var city = CityComparison()
        /// The days that are not graded yet, oldest first.
        var days: [DustDay] = []
        /// The newest day that is over.
        var last: DustDay?
        /// The low grade, since the first of the consecutive days below the least score.
        var low = Hold()
        /// The day of the first sample: the gateway may have been installed in its middle.
        var first: Day?
        /// The valid hours of each TSP station; nil where the state was remembered before they were counted.
        var hours: ByDevice<CaptureHour>?
    }

    /// The hours of one PM10 station beside the city's.
    struct Station: Codable, Hashable, Sendable {
        var mean = MeanOverLimit()
        var comparison = CityComparison()
    }

    var state = State()
    private let tsp: Limit
    private let pm10: Limit
    private let least: Limit
    private let share: Limit
    private let leastHours: Limit
    private let utcOffset: Int

    /// The time after midnight at which a day is graded: the city's mean of its last hour comes later than that hour.
    private static let patience = Duration.hours(2)

    init(of facility: Facility) {
        tsp = DustTSP.limit(of: facility)
        pm10 = DustPM10.limit(of: facility)
        least = facility.limit(
            .ownDefault("gradeScore", 75, .one, in: 0...100, looser: .below)
        )
        share = DustCapture.share(of: facility)
        leastHours = DustCapture.hours(of: facility)
        utcOffset = facility.utcOffset
    }

    var limits: [Limit] { [least, tsp, pm10, share, leastHours] }
    var needs: [Need] { [Need(.tsp, within: .minutes(5))] }

    /// The newest grade, as `GradedDay` names its figures: the accounts of days store the grades.
    var counters: [String: Double] {
        guard let last = state.last else { return [:] }
        let assessment = last.assessment(least: leastHours)
        return GradedDay(last.day, assessment?.grade, score: assessment?.score).counters
    }

    var dustScores: [DustScore] { ([state.last].compactMap(\.self) + state.days).map(\.score) }

    mutating func consider(_ seen: Observed) -> Verdict {
        guard seen.measures(.tsp) || state.first != nil else { return Verdict() }
        switch seen.event {
        case .sample(let sample):
            if state.first == nil { state.first = sample.time.day(utcOffset: utcOffset) }
            closeHours(seen.now)
            for new in seen.newReadings(where: { $0 == .tsp || $0 == .pm10 }) { add(new, at: sample.time) }
            pass(sample.time)
        case .record(let record):
            guard let air = record.body as? CityAir else { break }
            _ = state.city.add(city: air)
            for device in state.pm10.devices {
                count(
                    state.pm10.update(device, from: Station()) { $0.comparison.add(city: air) }, device)
            }
        case .evidence: break
        case .tick(let time, _):
            closeHours(time)
            pass(time)
        }
        var verdict = Verdict()
        verdict.assessment = state.last?.assessment(least: leastHours)
        let finding = finding
        verdict.add(finding, finding?.level == .grey ? nil : .reduceDust, in: seen)
        return verdict
    }

    /// Takes a reading in. A quarter or an hour is kept when no point was over its limit in it.
    private mutating func add(_ new: Observed.NewReading, at time: Timestamp) {
        let measured = new.measured(.limits)?.counting(for: .above)
        let period = new.channel.period
        switch new.reading.quantity {
        case .tsp:
            countHour(new, at: time)
            let quarter = state.tsp.update(new.device, from: MeanOverLimit()) {
                $0.add(measured, at: time, length: DustTSP.interval, period: period)
            }
            guard let quarter, let isOver = quarter.measured.isPast(tsp.value, .above) else { return }
            update(quarter.start) { $0.tsp.add(quarter.start, of: new.device, isKept: !isOver) }
        case .pm10:
            count(
                state.pm10.update(new.device, from: Station(comparison: state.city)) { station in
                    station.mean.add(measured, at: time, length: .hours(1), period: period)
                        .flatMap { station.comparison.add(site: $0) }
                }, new.device)
        default: break
        }
    }

    /// Counts a valid value, which may be a bound that shows nothing about the mean.
    private mutating func countHour(_ new: Observed.NewReading, at time: Timestamp) {
        if state.hours == nil { state.hours = ByDevice() }
        let isValid = new.measured(.limits) != nil
        state.hours?.update(new.device, from: CaptureHour(at: time)) { hour in
            if isValid { hour.add(at: time, period: new.channel.period) }
        }
    }

    /// Closes the hours that are over. An hour of the day is valid when it is valid at one station.
    private mutating func closeHours(_ now: Timestamp) {
        var valid: [Timestamp] = []
        let (share, utcOffset) = (share, utcOffset)
        state.hours?.updateAll { hour in
            hour.pass(to: now, least: share, utcOffset: utcOffset) { closed in
                if closed.share >= share.value { valid.append(closed.start) }
            }
        }
        for start in valid {
            update(start) { $0.addValid(hour: Int(start.secondsOfDay(utcOffset: utcOffset) / 3600)) }
        }
    }

    private mutating func count(_ hour: CityComparison.Hour?, _ device: DeviceID) {
        guard let hour, let isOver = Measured(hour.excess, hour.bound ?? .exact).isPast(pm10.value, .above) else {
            return
        }
        update(hour.start) { $0.pm10.add(hour.start, of: device, isKept: !isOver) }
    }

    private mutating func update(_ time: Timestamp, _ change: (inout DustDay) -> Void) {
        let day = time.day(utcOffset: utcOffset)
        // A graded day does not change.
        if let last = state.last, last.day >= day { return }
        if !state.days.contains(where: { $0.day == day }) { state.days.append(DustDay(day: day)) }
        for index in state.days.indices where state.days[index].day == day { change(&state.days[index]) }
    }

    /// Drops days in the future, which a clock that was ahead has left.
    private mutating func forgetDays(after today: Day, _ first: Day) {
        let days = state.days.map(\.day) + [first] + [state.last?.day].compactMap(\.self)
        guard let newest = days.max(), newest > today else { return }
        state.first = min(first, today)
        state.days.removeAll { $0.day > today }
        if let last = state.last, last.day > today { state.last = nil }
    }

    private mutating func pass(_ time: Timestamp) {
        guard let first = state.first else { return }
        forgetDays(after: time.day(utcOffset: utcOffset), first)
        // A day counts even without a single mean.
        update(time) { _ in }
        while let day = state.days.first, time >= end(of: day.day) + Self.patience {
            state.last = state.days.removeFirst()
            let isLow = state.last?.assessment(least: leastHours).map { $0.score < least.value }
            state.low.update(isLow, at: end(of: day.day), onDelay: .zero, offDelay: .zero)
        }
    }

    private func end(of day: Day) -> Timestamp { (day + 1).start(utcOffset: utcOffset) }

    private var finding: Finding? {
        guard let last = state.last else { return nil }
        let end = end(of: last.day)
        guard let assessment = last.assessment(least: leastHours) else {
            guard last.day != state.first else { return nil }
            return Finding(rule: Self.id, cause: "data", level: .grey, since: end, limit: least, text: lacking(last))
        }
        guard assessment.score < least.value else { return nil }
        let score = assessment.score.plainText(decimals: 1, beside: least.value)
        let grade = assessment.grade.rawValue
        let text = Text(
            zh: "\(last.day)扬尘评分\(score)，自评等级\(grade)：\(assessment.measures.zh)",
            en: "\(last.day) scores \(score), self-assessed grade \(grade): \(assessment.measures.en)"
        )
        return Finding(
            rule: Self.id, level: Self.colour.level(of: least), since: state.low.since ?? end, figure: assessment.score,
            limit: least,
            text: text
        )
    }

    private func lacking(_ day: DustDay) -> Text {
        guard day.isShort(of: leastHours), let valid = day.validHours else {
            return Text(
                zh: "\(day.day)有效数据不足75%，无法评级", en: "\(day.day) has data for less than 75 % of the day: no grade")
        }
        let least = leastHours.value.plainText
        return Text(
            zh: "\(day.day)有效小时\(valid)/24，不足\(least)小时，无法评级",
            en: "\(day.day) has \(valid) valid hours of 24, fewer than \(least): no grade")
    }

    private struct Old: Decodable {
        var tsp: MeanOverLimit
        var pm10: MeanOverLimit
        var comparison: CityComparison
        var days: [DustDay]
        var last: DustDay?
        var low: Hold
        var first: Day?
    }

    func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        let station = Station(mean: form0.pm10, comparison: form0.comparison)
        return State(
            tsp: old.byDevice(form0.tsp, of: .tsp), pm10: old.byDevice(station, of: .pm10), city: form0.comparison,
            days: form0.days, last: form0.last, low: form0.low, first: form0.first)
    }
}
