public import Facilities

/// No standard sets a figure: all of them are our own. A purifier that takes less current than after its last cleaning,
/// or resists the air more, is fouled before its time and is cleaned early: the mean of the latest hours of operation
/// against that of the first ones. Judged from the first cleaning that is entered within a week; whether one is on record
/// at all is for `fume.cleaning` to say.
public struct FumeFouling: Rule {
    public static let id = "fume.fouling"
    public static let colour = RuleClass.measured
    public static let judges = Text(
        zh: "清洗后净化器电流下降或压差上升是否过多，是否应提前清洗",
        en: "whether the purifier's current has fallen, or its pressure drop risen, too far since it was cleaned"
    )

    public struct State: Codable, Hashable, Sendable {
        var cleaned: Timestamp?
        /// Whether the first hours after the cleaning were seen: without them there is nothing to compare with.
        var isSeen = false
        var current = ByDevice<Drift>()
        var pressure = ByDevice<Drift>()
    }

    public var state = State()
    private let lastCleaned: Timestamp?
    private let fall: Limit
    private let rise: Limit
    private let hours: Limit
    private let purifierOn: Limit
    private let missingAfter: Limit

    public init(_ settings: FumeSettings, of facility: Facility) {
        lastCleaned = settings.lastCleaned?.start(utcOffset: facility.utcOffset)
        fall = facility.limit(.ownDefault("foulingCurrent", 30, .percent, in: 1...100, looser: .above))
        rise = facility.limit(.ownDefault("foulingPressure", 50, .percent, in: 1...1000, looser: .above))
        hours = facility.limit(.ownDefault("foulingHours", 8, .hour, in: 1...200))
        purifierOn = facility.limit(.purifierOnCurrent)
        missingAfter = facility.limit(.missingAfter)
    }

    public var limits: [Limit] { [fall, rise, hours, purifierOn, missingAfter] }
    public var needs: [Need] { [Need(.purifierCurrent, .pressureDrop)] }

    /// What is measured first later than this after a cleaning is not the clean purifier any more.
    private static let latest = Duration.days(7)

    public mutating func consider(_ seen: Observed) -> Verdict {
        if let lastCleaned { begin(afterCleaningAt: lastCleaned, now: seen.now) }
        if let record = seen.record, case .cleaning = record.body {
            begin(afterCleaningAt: record.at, now: seen.now)
        }
        if state.isSeen { take(seen) }
        return verdict(seen)
    }

    /// Does nothing after a cleaning that is known already, or older than the newest.
    private mutating func begin(afterCleaningAt time: Timestamp, now: Timestamp) {
        guard state.cleaned.map({ $0 < time }) ?? true else { return }
        state.cleaned = time
        state.isSeen = now - time <= Self.latest
        (state.current, state.pressure) = (ByDevice(), ByDevice())
    }

    /// A value at the end of its instrument's range says nothing of how far it has moved.
    private mutating func take(_ seen: Observed) {
        let (time, span) = (seen.time, hours.duration)
        for told in seen.told(.purifierCurrent) {
            let value = told.measured(.limits).flatMap { $0.bound == .exact ? $0.value : nil }
            // One that is off is not fouled.
            let current = value.flatMap { seen.fan == true && $0 > purifierOn.value ? $0 : nil }
            state.current.update(told.device, from: Drift()) {
                $0.add(current, .below, fall, at: time, span: span, gap: .ofRunning(period: told.channel.period))
            }
        }
        for told in seen.told(.pressureDrop) {
            let value = told.measured(.limits).flatMap { $0.bound == .exact ? $0.value : nil }
            let pressure = seen.fan == true ? value : nil
            state.pressure.update(told.device, from: Drift()) {
                $0.add(pressure, .above, rise, at: time, span: span, gap: .ofRunning(period: told.channel.period))
            }
        }
    }

    private func verdict(_ seen: Observed) -> Verdict {
        var verdict = Verdict()
        let (falls, rises) = (
            Text(zh: "电流下降", en: "current has fallen by"), Text(zh: "压差上升", en: "pressure drop has risen by")
        )
        var due: [Timestamp] = []
        for known in seen.channels {
            let isCurrent = known.quantity == .purifierCurrent
            guard isCurrent || known.quantity == .pressureDrop,
                let drift = (isCurrent ? state.current : state.pressure)[known.device], let warning = drift.warning
            else { continue }
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
            zh: "净化器\(what.zh)\(is_)%（与清洗后最初\(span)小时运行均值相比），\(then.zh)，请提前清洗",
            en:
                "the purifier's \(what.en) \(is_) % from the mean of the first \(span) h of operation after its cleaning, \(then.en): clean it early"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel,
            level: drift.isTooFar ? Self.colour.level(of: limit) : .yellow, since: warning.since,
            figure: change, limit: limit, text: seen.at(channel, text))
    }

    private struct Old: Decodable {
        var cleaned: Timestamp?
        /// Nil when the first hours after the cleaning were not seen.
        var current: Drift?
        var pressure: Drift?
    }

    public func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        return State(
            cleaned: form0.cleaned, isSeen: form0.current != nil,
            current: old.byDevice(form0.current ?? Drift(), of: .purifierCurrent),
            pressure: old.byDevice(form0.pressure ?? Drift(), of: .pressureDrop)
        )
    }
}
