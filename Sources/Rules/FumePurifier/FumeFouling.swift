import Facilities

/// No standard sets a figure: all of them are our own. A purifier that takes less current than the best of its first
/// hours after any cleaning, or has more resistance, is fouled early and has to be cleaned. That best baseline is
/// stored since commissioning, over all cleanings, so that a cleaning that was only entered does not become the
/// reference. It begins with the first cleaning that is entered within a week; `fume.cleaning` reports a missing one.
///
/// An hour after a cleaning the current is back within 10 % of the best, or the cleaning has had no effect; more than
/// 10 % above it the cell may be wet or shorted. The pressure drop is back within 20 %. The first 60 minutes after each
/// start are not judged.
struct FumeFouling: Rule {
    static let id = "fume.fouling"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "净化器电流或压差偏离历次清洗后的最好值是否过多，清洗是否体现在电流上",
        en:
            "whether the purifier's current has fallen, or its pressure drop risen, too far from the best after a cleaning"
    )

    struct State: Codable, Hashable, Sendable {
        var cleaned: Timestamp?
        /// Whether the first hours after the cleaning were seen: without them there is no baseline.
        var isSeen = false
        var current = ByDevice<Watch>()
        var pressure = ByDevice<Watch>()
        /// The cleaning that was begun; nil while none ever was.
        var window: WorkWindow?
    }

    var state = State()
    private let lastCleaned: Timestamp?
    let fall: Limit
    let rise: Limit
    let hours: Limit
    let recovery: Limit
    let pressureRecovery: Limit
    let settling: Limit
    private let purifierOn: Limit
    private let missingAfter: Limit

    init(_ settings: FumeSettings, of facility: Facility) {
        lastCleaned = settings.lastCleaned?.start(utcOffset: facility.utcOffset)
        fall = facility.limit(.ownDefault("foulingCurrent", 30, .percent, in: 1...100, looser: .above))
        rise = facility.limit(.ownDefault("foulingPressure", 50, .percent, in: 1...1000, looser: .above))
        hours = facility.limit(.ownDefault("foulingHours", 8, .hour, in: 1...200))
        recovery = facility.limit(.ownDefault("foulingRecovery", 10, .percent, in: 1...100, looser: .above))
        pressureRecovery = facility.limit(
            .ownDefault("foulingPressureRecovery", 20, .percent, in: 1...100, looser: .above))
        settling = facility.limit(.ownDefault("foulingSettling", 60, .minute, in: 0...240, looser: .above))
        purifierOn = facility.limit(.purifierOnCurrent)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] {
        [fall, rise, hours, recovery, pressureRecovery, settling, purifierOn, missingAfter]
    }
    var needs: [Need] { [Need(.purifierCurrent, .pressureDrop)] }

    /// The longest time after a cleaning at which a first measurement still counts as one of the clean purifier.
    private static let latest = Duration.days(7)

    mutating func consider(_ seen: Observed) -> Verdict {
        if let lastCleaned, lastCleaned <= seen.now { begin(afterCleaningAt: lastCleaned, now: seen.now) }
        if let record = seen.record { take(record, seen) }
        take(seen)
        return verdict(seen)
    }

    private mutating func take(_ record: Record, _ seen: Observed) {
        var window = state.window ?? WorkWindow()
        window.take(record, from: CleaningStart.kind, to: Cleaning.kind, utcOffset: seen.facility.utcOffset)
        if window.begun != nil { state.window = window }
        guard let cleaning = record.body as? Cleaning else { return }
        if cleaning.renewsPurifier {
            begin(afterCleaningAt: record.at, now: seen.now)
        } else if cleaning.parts?.contains(.filter) == true {
            let cleaned = state.cleaned
            state.pressure.updateAll { watch in
                if let known = watch.cleaned ?? cleaned, known >= record.at { return }
                watch.begin(record.at)
            }
        }
    }

    /// Starts over after a cleaning; does nothing after one that is known already, or older than the newest.
    private mutating func begin(afterCleaningAt time: Timestamp, now: Timestamp) {
        if let cleaned = state.cleaned, cleaned >= time { return }
        state.cleaned = time
        state.isSeen = now - time <= Self.latest
        state.current.updateAll { $0.begin(time) }
        state.pressure.updateAll { $0.begin(time) }
    }

    /// Takes exact values in: the end of an instrument's range does not show how far it has moved.
    private mutating func take(_ seen: Observed) {
        for new in seen.newReadings(of: .purifierCurrent) {
            guard let value = new.measured(.limits), value.bound == .exact else { continue }
            // A purifier that is off cannot be judged as fouled.
            let isOn = seen.fan.map { $0 && value.value > purifierOn.value }
            takeCurrent(value.value, isOn: isOn, new, seen)
        }
        for new in seen.newReadings(of: .pressureDrop) {
            guard let value = new.measured(.limits), value.bound == .exact else { continue }
            takePressure(value.value, new, seen)
        }
    }

    private mutating func takeCurrent(_ value: Double, isOn: Bool?, _ new: Observed.NewReading, _ seen: Observed) {
        let (time, span, isSeen) = (seen.time, hours.duration, state.isSeen)
        let gap = Duration.ofRunning(period: new.channel.period)
        state.current.update(new.device, from: Watch()) { watch in
            watch.run.update(isOn, at: time, period: new.channel.period)
            guard isSeen || watch.best != nil else { return }
            watch.compare(value, isOn: isOn, limit: recovery, after: settling.duration, at: time, gap: gap)
            let current = watch.run.isSettled(isOn, after: settling.duration) ? value : nil
            let wasFirst = watch.drift.first == nil
            watch.keepingBest { drift, best in
                drift.add(current, best: &best, most: fall.value, .below, fall, at: time, span: span, gap: gap)
            }
            watch.follow(isFirst: wasFirst && watch.drift.first != nil, limit: recovery, at: time)
        }
    }

    private mutating func takePressure(_ value: Double, _ new: Observed.NewReading, _ seen: Observed) {
        let (time, span, isSeen) = (seen.time, hours.duration, state.isSeen)
        let gap = Duration.ofRunning(period: new.channel.period)
        state.pressure.update(new.device, from: Watch()) { watch in
            watch.run.update(seen.fan, at: time, period: new.channel.period)
            guard isSeen || watch.best != nil else { return }
            _ = watch.mean(
                value, isOn: seen.fan, limit: pressureRecovery, after: settling.duration, at: time, gap: gap)
            let pressure = watch.run.isSettled(seen.fan, after: settling.duration) ? value : nil
            watch.keepingBest { drift, best in
                drift.add(pressure, best: &best, .above, rise, at: time, span: span, gap: gap)
            }
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
            let watches = isCurrent ? state.current : state.pressure
            guard let watch = watches[known.device] else { continue }
            if isCurrent { verdict.add(recovered(watch, known.channel, seen), .cleanPurifier, in: seen) }
            let drift = watch.drift
            guard let warning = drift.warning else { continue }
            due.append(warning.due)
            let (limit, words) = isCurrent ? (fall, falls) : (rise, rises)
            verdict.add(finding(known.channel, drift, limit, words, seen), in: seen)
        }
        verdict.then(due.min().map { NextStep(.cleanPurifier, due: seen.day($0)) })
        if state.isSeen {
            for quantity in [Quantity.purifierCurrent, .pressureDrop] {
                verdict.add(seen.missing(quantity, Self.id, missingAfter, idle: .fanStands), .checkSensors, in: seen)
            }
        }
        return verdict
    }

    private struct Old: Decodable {
        var cleaned: Timestamp?
        /// The drift; nil when the first hours after the cleaning were not seen.
        var current: Drift?
        var pressure: Drift?
    }

    func migrated(_ old: OldState) throws -> State {
        let form0 = try old.form0(Old.self)
        func watch(_ drift: Drift?) -> Watch { Watch(drift: drift ?? Drift(), best: drift?.first) }
        return State(
            cleaned: form0.cleaned, isSeen: form0.current != nil,
            current: old.byDevice(watch(form0.current), of: .purifierCurrent),
            pressure: old.byDevice(watch(form0.pressure), of: .pressureDrop)
        )
    }
}
