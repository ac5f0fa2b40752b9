public import Facilities

/// No standard sets a figure: all of them are our own. A purifier that takes less current than the best of its first hours
/// after any cleaning, or resists the air more, is fouled before its time and is cleaned early. That best baseline is kept
/// since commissioning, over all cleanings: a cleaning that was only entered does not become its own yardstick. It begins
/// with the first cleaning that is entered within a week; whether one is on record at all is for `fume.cleaning` to say.
///
/// An hour after a cleaning the current is back within 10 % of the best, or the cleaning does not show; more than 10 %
/// above it the cell may be wet or shorted. The first 60 minutes after each start are not judged.
public struct FumeFouling: Rule {
    public static let id = "fume.fouling"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "净化器电流或压差偏离历次清洗后的最好值是否过多，清洗是否体现在电流上",
        en:
            "whether the purifier's current has fallen, or its pressure drop risen, too far from the best after a cleaning"
    )

    public struct State: Codable, Hashable, Sendable {
        var cleaned: Timestamp?
        /// Whether the first hours after the cleaning were seen: without them there is nothing to begin with.
        var isSeen = false
        var current = ByDevice<Watch>()
        var pressure = ByDevice<Watch>()
    }

    /// One channel.
    struct Watch: Codable, Hashable, Sendable {
        /// Since the newest cleaning.
        var drift = Drift()
        /// Of the first hours after all cleanings.
        var best: Double?
        /// Since when it has been seen running, and never off.
        var running: Timestamp?
        fileprivate var minutes = OperatingMean()
        /// How far below the best it was after the newest cleaning, in per cent.
        var low = LimitHold()
        /// How far above the best it is.
        var high = LimitHold()

        init(drift: Drift = Drift(), best: Double? = nil) { (self.drift, self.best) = (drift, best) }

        /// A new cleaning: nothing is compared until it has run for a while.
        mutating func begin() {
            (drift, minutes, low, high) = (Drift(), OperatingMean(), LimitHold(), LimitHold())
        }
    }

    public var state = State()
    private let lastCleaned: Timestamp?
    private let fall: Limit
    private let rise: Limit
    private let hours: Limit
    private let recovery: Limit
    private let settling: Limit
    private let purifierOn: Limit
    private let missingAfter: Limit

    public init(_ settings: FumeSettings, of facility: Facility) {
        lastCleaned = settings.lastCleaned?.start(utcOffset: facility.utcOffset)
        fall = facility.limit(.ownDefault("foulingCurrent", 30, .percent, in: 1...100, looser: .above))
        rise = facility.limit(.ownDefault("foulingPressure", 50, .percent, in: 1...1000, looser: .above))
        hours = facility.limit(.ownDefault("foulingHours", 8, .hour, in: 1...200))
        recovery = facility.limit(.ownDefault("foulingRecovery", 10, .percent, in: 1...100, looser: .above))
        settling = facility.limit(.ownDefault("foulingSettling", 60, .minute, in: 0...240, looser: .above))
        purifierOn = facility.limit(.purifierOnCurrent)
        missingAfter = facility.limit(.missingAfter)
    }

    public var limits: [Limit] { [fall, rise, hours, recovery, settling, purifierOn, missingAfter] }
    public var needs: [Need] { [Need(.purifierCurrent, .pressureDrop)] }

    /// What is measured first later than this after a cleaning is not the clean purifier any more.
    private static let latest = Duration.days(7)

    public mutating func consider(_ seen: Observed) -> Verdict {
        if let lastCleaned, lastCleaned <= seen.now { begin(afterCleaningAt: lastCleaned, now: seen.now) }
        if let record = seen.record, let cleaning = record.body as? Cleaning {
            if cleaning.renewsPurifier {
                begin(afterCleaningAt: record.at, now: seen.now)
            } else if cleaning.parts?.contains(.filter) == true {
                state.pressure.updateAll { $0.begin() }
            }
        }
        take(seen)
        return verdict(seen)
    }

    /// Does nothing after a cleaning that is known already, or older than the newest.
    private mutating func begin(afterCleaningAt time: Timestamp, now: Timestamp) {
        guard state.cleaned.map({ $0 < time }) ?? true else { return }
        state.cleaned = time
        state.isSeen = now - time <= Self.latest
        state.current.updateAll { $0.begin() }
        state.pressure.updateAll { $0.begin() }
    }

    /// A value at the end of its instrument's range says nothing of how far it has moved.
    private mutating func take(_ seen: Observed) {
        for told in seen.told(.purifierCurrent) {
            guard let value = told.measured(.limits), value.bound == .exact else { continue }
            // One that is off is not fouled.
            let isOn = seen.fan.map { $0 && value.value > purifierOn.value }
            takeCurrent(value.value, isOn: isOn, told, seen)
        }
        for told in seen.told(.pressureDrop) {
            guard let value = told.measured(.limits), value.bound == .exact else { continue }
            takePressure(value.value, told, seen)
        }
    }

    private mutating func takeCurrent(_ value: Double, isOn: Bool?, _ told: Observed.Told, _ seen: Observed) {
        let (time, span, isSeen) = (seen.time, hours.duration, state.isSeen)
        let gap = Duration.ofRunning(period: told.channel.period)
        state.current.update(told.device, from: Watch()) { watch in
            let isSettled = watch.settles(isOn, at: time, after: settling.duration)
            guard isSeen || watch.best != nil else { return }
            let current = isSettled ? value : nil
            watch.compare(current, limit: recovery, at: time, gap: gap)
            let wasFirst = watch.drift.first == nil
            watch.drift.add(
                current, best: &watch.best, most: fall.value, .below, fall, at: time, span: span, gap: gap)
            watch.follow(isFirst: wasFirst && watch.drift.first != nil, limit: recovery, at: time)
        }
    }

    private mutating func takePressure(_ value: Double, _ told: Observed.Told, _ seen: Observed) {
        let (time, span, isSeen) = (seen.time, hours.duration, state.isSeen)
        let gap = Duration.ofRunning(period: told.channel.period)
        state.pressure.update(told.device, from: Watch()) { watch in
            let isSettled = watch.settles(seen.fan, at: time, after: settling.duration)
            guard isSeen || watch.best != nil else { return }
            watch.drift.add(
                isSettled ? value : nil, best: &watch.best, .above, rise, at: time, span: span, gap: gap)
        }
    }

    private func verdict(_ seen: Observed) -> Verdict {
        var verdict = Verdict()
        let (falls, rises) = (
            Text(zh: "电流下降", en: "current has fallen by"), Text(zh: "压差上升", en: "pressure drop has risen by")
        )
        var due: [Timestamp] = []
        for known in seen.channels(of: .purifierCurrent, .pressureDrop) {
            let isCurrent = known.quantity == .purifierCurrent
            guard let watch = (isCurrent ? state.current : state.pressure)[known.device] else { continue }
            if isCurrent { verdict.add(recovered(watch, known.channel, seen), .cleanPurifier, in: seen) }
            let drift = watch.drift
            guard let warning = drift.warning else { continue }
            due.append(warning.due)
            verdict.add(
                finding(known.channel, drift, isCurrent ? fall : rise, isCurrent ? falls : rises, seen), in: seen)
        }
        verdict.then(due.min().map { NextStep(.cleanPurifier, due: seen.day($0)) })
        if state.isSeen {
            for quantity in [Quantity.purifierCurrent, .pressureDrop] {
                verdict.add(seen.missing(quantity, Self.id, missingAfter, idle: .fanStands), .checkSensors, in: seen)
            }
        }
        return verdict
    }

    private func finding(
        _ channel: Channel, _ drift: Drift, _ limit: Limit, _ what: Text, _ seen: Observed
    ) -> Finding? {
        guard let warning = drift.warning, let change = drift.change else { return nil }
        let (is_, of, span) = (
            change.plainText(decimals: 0, beside: limit.value), limit.value.plainText, hours.value.plainText
        )
        let due = seen.day(warning.due)
        let then =
            drift.isTooFar
            ? Text(zh: "超过\(of)%", en: "over \(of) %")
            : Text(zh: "按近期趋势约于\(due)达到\(of)%", en: "at this pace it reaches \(of) % about \(due)")
        let text = Text(
            zh: "净化器\(what.zh)\(is_)%（与历次清洗后最初\(span)小时运行均值中最好的相比），\(then.zh)，请提前清洗",
            en:
                "the purifier's \(what.en) \(is_) % from the best mean of the first \(span) h of operation after a cleaning, \(then.en): clean it early"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel,
            level: drift.isTooFar ? Self.colour.level(of: limit) : .yellow, since: warning.since,
            figure: change, limit: limit, text: seen.at(channel, text))
    }

    /// What the current says of the newest cleaning.
    private func recovered(_ watch: Watch, _ channel: Channel, _ seen: Observed) -> [Finding] {
        guard let best = watch.best else { return [] }
        let base = best.plainText(decimals: 2)
        let found: [(LimitHold, String, Text)] = [
            (watch.low, "notShown", Text(zh: "低", en: "below")), (watch.high, "high", Text(zh: "高", en: "above")),
        ]
        return found.compactMap { hold, what, side in
            guard let since = hold.since, let figure = hold.figure else { return nil }
            let percent = figure.plainText(decimals: 0, beside: recovery.value)
            let cause =
                what == "high"
                ? Text(zh: "可能没干透或漏电，先断电检查", en: "the cell may be wet or shorted: switch it off and check it")
                : Text(
                    zh: "登记的清洗没有体现出来，可能没洗净、没装到位",
                    en: "the cleaning on record does not show; the cell may not be clean, or not in its place")
            let text = Text(
                zh: "净化器电流比历次清洗后的最好值\(base) A\(side.zh)\(percent)%，\(cause.zh)",
                en:
                    "the purifier's current is \(percent) % \(side.en) the best after a cleaning, \(base) A: \(cause.en)"
            )
            return Finding(
                rule: Self.id, cause: "\(channel.id)/\(what)", of: channel, level: .yellow, since: since,
                figure: figure, limit: recovery, text: seen.at(channel, text))
        }
    }

    private struct Old: Decodable {
        var cleaned: Timestamp?
        /// Nil when the first hours after the cleaning were not seen.
        var current: Drift?
        var pressure: Drift?
    }

    public func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        func watch(_ drift: Drift?) -> Watch { Watch(drift: drift ?? Drift(), best: drift?.first) }
        return State(
            cleaned: form0.cleaned, isSeen: form0.current != nil,
            current: old.byDevice(watch(form0.current), of: .purifierCurrent),
            pressure: old.byDevice(watch(form0.pressure), of: .pressureDrop)
        )
    }
}

extension FumeFouling.Watch {
    /// Whether it has run long enough to be judged.
    fileprivate mutating func settles(_ isOn: Bool?, at time: Timestamp, after settling: Duration) -> Bool {
        switch isOn {
        case true: running = running ?? time
        case false: running = nil
        default: break
        }
        guard isOn == true, let running else { return false }
        return time - running >= settling
    }

    /// Compares ten minutes with the best, until the first hours after the cleaning are over.
    fileprivate mutating func compare(_ value: Double?, limit: Limit, at time: Timestamp, gap: Duration) {
        guard drift.first == nil, let best, best > 0 else { return }
        guard let block = minutes.add(value.map { Measured($0) }, at: time, span: .minutes(10), gap: gap) else {
            return
        }
        deviate((block.mean - best) / best * 100, limit, at: time)
    }

    /// What the first hours say of the cleaning, and later ones of a current that is too high.
    fileprivate mutating func follow(isFirst: Bool, limit: Limit, at time: Timestamp) {
        guard let first = drift.first, let best, best > 0 else { return }
        if isFirst { return deviate((first - best) / best * 100, limit, at: time) }
        guard let change = drift.latest else { return }
        high.update(Measured(-change), .above, limit.value, band: limit.value * 0.2, at: time)
        // A cleaning that did not show may show later, and what fouls later says nothing of it.
        if low.since != nil { low.update(Measured(change), .above, limit.value, band: limit.value * 0.2, at: time) }
    }

    private mutating func deviate(_ percent: Double, _ limit: Limit, at time: Timestamp) {
        let band = limit.value * 0.2
        low.update(Measured((-percent).settled), .above, limit.value, band: band, at: time)
        high.update(Measured(percent.settled), .above, limit.value, band: band, at: time)
    }
}
