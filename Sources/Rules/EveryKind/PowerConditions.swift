import Facilities

/// No standard was found for its figures, which are our own: production must not run while its treatment is off, which
/// is what supervisors check first (工况用电监控). The treatment of a carbon box is its fan; that of a kitchen is the fan,
/// where it is measured, and every purifier that is not on standby. Production runs when any of its signals shows it.
///
/// Treatment that is known to be off for five minutes during production is red, also during maintenance and while
/// somebody cleans or replaces the carbon: production must stand then. A day with at least an hour of production and
/// treatment in less than 90 % of it is yellow from its end until a day is not. An unknown state never counts as off,
/// and counts on neither side.
struct PowerConditions: Rule {
    static let id = "power.conditions"
    static let colour = RuleClass.state
    static let judges = Text(
        zh: "生产设备运行时治理设施是否开启，每日治理时间是否与生产时间相当",
        en: "whether the treatment is on while production runs, and in how much of each day's production"
    )

    struct State: Codable, Hashable, Sendable {
        var off = Hold()
        /// The newest moment at which the treatment was off during production.
        var newest: Off?
        /// Whether the treatment has run since production began.
        var hasRun = false
        var today: TreatedHours?
        var short: Short?
    }

    struct Off: Codable, Hashable, Sendable {
        var at: Timestamp
        /// The machine that ran.
        var production: Channel.ID
        /// The part of the treatment that was off.
        var part: Part
        /// Whether the treatment had run since production began.
        var hasRun: Bool
    }

    /// A part of the treatment that can be off.
    enum Part: String, Codable, Hashable, Sendable { case fan, purifier }

    /// The newest day with too little treatment.
    struct Short: Codable, Hashable, Sendable {
        var hours: TreatedHours
        /// The end of the first of the consecutive days with too little treatment.
        var since: Timestamp
    }

    /// The state of production and treatment together.
    private enum Condition {
        case stands
        case treated
        case untreated(Off)
        case unknown
    }

    var state = State()
    private let late: Limit
    private let share: Limit
    private let productionOn: Limit
    private let fanOn: Limit
    private let purifierOn: Limit
    private let missingAfter: Limit
    private let hasPurifiers: Bool

    /// The least hours of production of a day that is judged: with less, a few minutes would be a large share.
    private static let leastHours = 1.0

    init(of facility: Facility) {
        late = facility.limit(.ownDefault("treatmentLate", 5, .minute, in: 0...1440, looser: .above))
        share = facility.limit(.ownDefault("treatmentShare", 90, .percent, in: 10...100, looser: .below))
        productionOn = facility.limit(.productionOnCurrent)
        fanOn = facility.limit(.fanOnCurrent)
        purifierOn = facility.limit(.purifierOnCurrent)
        missingAfter = facility.limit(.missingAfter)
        hasPurifiers = facility.kind == .fumePurifier
    }

    var limits: [Limit] {
        [late, share, productionOn, fanOn] + (hasPurifiers ? [purifierOn] : []) + [missingAfter]
    }

    var needs: [Need] {
        let (production, fan) = (Need(.productionState, .productionCurrent), Need(.fanState, .fanCurrent))
        return hasPurifiers ? [production, Need(.purifierState, .purifierCurrent), fan.optional] : [production, fan]
    }

    mutating func consider(_ seen: Observed) -> Verdict {
        guard seen.measures(.productionState) || seen.measures(.productionCurrent) else { return Verdict() }
        // Samples of other quantities must not let the delay run out.
        let tells = seen.hasNewReading(of: Self.signals)
        if tells { take(seen) } else { endDay(seen) }
        var verdict = Verdict()
        verdict.add(off(seen), .switchOnTreatment, in: seen)
        verdict.add(short, .switchOnTreatment, in: seen)
        verdict.add(missing(seen), .checkSensors, in: seen)
        return verdict
    }

    /// The quantities that describe production or treatment.
    private static let signals: [Quantity] = [
        .productionState, .productionCurrent, .fanState, .fanCurrent, .purifierState, .purifierCurrent,
    ]

    // MARK: Observations

    private mutating func take(_ seen: Observed) {
        var gap = Gap()
        for channel in seen.channels.of(Self.signals) { gap = max(gap, channel.gap) }
        let condition = condition(seen, gap)
        var isOff: Bool?
        switch condition {
        case .stands: (isOff, state.hasRun) = (false, false)
        case .treated: (isOff, state.hasRun) = (false, true)
        case .untreated(let newest): (isOff, state.newest) = (true, newest)
        case .unknown: isOff = nil
        }
        state.off.update(isOff, at: seen.time, onDelay: late.duration, offDelay: .seconds(60), gap: gap)
        count(condition, seen)
    }

    private func condition(_ seen: Observed, _ gap: Gap) -> Condition {
        let production = switched(seen, .productionState, .productionCurrent, productionOn)
        if production.anyRuns == false { return .stands }
        let running = production.filter { $0.isHeardRunning(at: seen.time, within: gap) }.compactMap(\.channels.first)
        guard let first = running.first?.id else { return .unknown }
        let fans = seen.fan == true ? [] : switched(seen, .fanState, .fanCurrent, fanOn)
        let purifiers = hasPurifiers ? purifiers(seen) : []
        guard let part = part(of: fans, purifiers, at: seen.time, gap) else {
            let isOn = !hasPurifiers || !purifiers.isEmpty && purifiers.allSatisfy { $0.isOn == true }
            let runs = seen.fan == true || hasPurifiers && fans.isEmpty
            guard isOn, runs else { return .unknown }
            return .treated
        }
        // Name the same machine as long as it runs.
        let named = running.first { $0.id == state.newest?.production }?.id ?? first
        return .untreated(Off(at: seen.time, production: named, part: part, hasRun: state.hasRun))
    }

    private func switched(_ seen: Observed, _ contact: Quantity, _ current: Quantity, _ level: Limit) -> [Switched] {
        Switched.all(in: seen.channels, contact: contact, current: current, above: level, at: seen.time)
    }

    /// Returns the purifiers that must be on.
    private func purifiers(_ seen: Observed) -> [Switched] {
        switched(seen, .purifierState, .purifierCurrent, purifierOn).filter { !$0.isStandby }
    }

    /// Returns the part of the treatment that is known to be off; nil where none is.
    private func part(of fans: [Switched], _ purifiers: [Switched], at time: Timestamp, _ gap: Gap) -> Part? {
        if fans.areHeardStanding(at: time, within: gap) { return .fan }
        let isAnyOff = purifiers.contains { $0.isOn == false && $0.isHeard(at: time, within: gap) }
        return isAnyOff ? .purifier : nil
    }

    // MARK: Days

    private mutating func count(_ condition: Condition, _ seen: Observed) {
        var today = state.today ?? TreatedHours(seen.today)
        let gap = longestGap(seen)
        // A clock that was ahead can have left a day in the future.
        if today.day > seen.today { today = TreatedHours(seen.today) }
        if today.day < seen.today { today = ended(&today, seen, gap) }
        switch condition {
        case .treated: today.update(true, at: seen.time, gap: gap)
        case .untreated: today.update(false, at: seen.time, gap: gap)
        case .stands, .unknown: today.update(nil, at: seen.time, gap: gap)
        }
        state.today = today
    }

    /// Ends a day without further samples, once none can come that counts for it.
    private mutating func endDay(_ seen: Observed) {
        guard var today = state.today, today.day < seen.today else { return }
        let gap = longestGap(seen)
        guard seen.now - (today.day + 1).start(utcOffset: seen.facility.utcOffset) > gap else { return }
        state.today = ended(&today, seen, gap)
    }

    private mutating func ended(_ day: inout TreatedHours, _ seen: Observed, _ gap: Duration) -> TreatedHours {
        let offset = seen.facility.utcOffset
        let next = day.end(at: seen.time, next: seen.today, gap: gap, utcOffset: offset)
        guard let share = day.share, day.production >= Self.leastHours else { return next }
        let since = state.short?.since ?? (day.day + 1).start(utcOffset: offset)
        state.short = share < self.share.value ? Short(hours: day, since: since) : nil
        return next
    }

    private func longestGap(_ seen: Observed) -> Duration {
        var period = Duration.zero
        for known in seen.channels.of(Self.signals) { period = max(period, known.channel.period) }
        return .ofRunning(period: period)
    }

    // MARK: Findings

    private func off(_ seen: Observed) -> Finding? {
        guard state.off.isOn, let since = state.off.since, let newest = state.newest,
            let channel = seen.channel(newest.production.device, newest.production.quantity)?.channel
        else { return nil }
        let minutes = (newest.at - since).inSeconds / 60
        let (is_, of, what) = (minutes.plainText(decimals: 0), late.value.plainText, newest.part.title)
        let how =
            if newest.hasRun {
                Text(zh: "先于生产设备关闭", en: "was switched off first")
            } else {
                Text(zh: "在生产开始后一直未开", en: "has not run since production began")
            }
        let text = Text(
            zh: "生产设备运行而治理设施未开启，已\(is_)分钟：\(what.zh)\(how.zh)（应在\(of)分钟内开启）",
            en:
                "production runs and the treatment is off, for \(is_) min: \(what.en) \(how.en) (to be on within \(of) min)"
        )
        return Finding(
            rule: Self.id, cause: "off", of: channel, level: .red, since: since, figure: minutes, limit: late,
            text: seen.at(channel, text))
    }

    private var short: Finding? {
        guard let short = state.short, let share = short.hours.share else { return nil }
        let (ran, treated) = (
            short.hours.production.plainText(decimals: 1), short.hours.treated.plainText(decimals: 1)
        )
        let (is_, of) = (share.plainText(decimals: 1, beside: self.share.value), self.share.value.plainText)
        let text = Text(
            zh: "\(short.hours.day)生产设备运行\(ran)小时，其间治理设施运行\(treated)小时（\(is_)%），不足\(of)%",
            en:
                "on \(short.hours.day) production ran for \(ran) h and the treatment for \(treated) h of them (\(is_) %), under \(of) %"
        )
        return Finding(
            rule: Self.id, cause: "day", level: .yellow, since: short.since, figure: share, limit: self.share,
            text: text)
    }

    private func missing(_ seen: Observed) -> [Finding] {
        guard isAnyOld(seen) else { return [] }
        let production = seen.missing(anyOf: [.productionState, .productionCurrent], Self.id, missingAfter)
        let fan = seen.missing(anyOf: [.fanState, .fanCurrent], Self.id, missingAfter)
        let mustRun = hasPurifiers ? purifiers(seen) : []
        let purifiers = mustRun.compactMap {
            seen.missing(of: $0.channels, Self.id, missingAfter, idle: .fanStands)
        }
        return [production, fan].compactMap(\.self) + purifiers
    }

    /// Whether any channel has given no number for long, which is rare.
    private func isAnyOld(_ seen: Observed) -> Bool {
        guard let heard = seen.heard else { return false }
        return seen.channels.of(Self.signals).contains { heard - $0.supplied(.numbers) > missingAfter.duration }
    }
}

extension PowerConditions.Part {
    fileprivate var title: Text {
        switch self {
        case .fan: Text(zh: "风机", en: "the fan")
        case .purifier: Text(zh: "净化器", en: "the purifier")
        }
    }
}
