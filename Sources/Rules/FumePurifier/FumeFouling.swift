public import Facilities

/// No standard sets a figure: all of them are our own. A purifier that takes less current than the best of its first hours
/// after any cleaning, or resists the air more, is fouled before its time and is cleaned early. That best baseline is kept
/// since commissioning, over all cleanings: a cleaning that was only entered does not become its own yardstick. It begins
/// with the first cleaning that is entered within a week; whether one is on record at all is for `fume.cleaning` to say.
///
/// An hour after a cleaning the current is back within 10 % of the best, or the cleaning does not show; more than 10 %
/// above it the cell may be wet or shorted. The pressure drop is back within 20 %. The first 60 minutes after each start are
/// not judged.
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
        /// A cleaning that was begun; nil while none ever was.
        var window: WorkWindow?
    }

    public var state = State()
    private let lastCleaned: Timestamp?
    let fall: Limit
    let rise: Limit
    let hours: Limit
    let recovery: Limit
    let pressureRecovery: Limit
    let settling: Limit
    private let purifierOn: Limit
    private let missingAfter: Limit

    public init(_ settings: FumeSettings, of facility: Facility) {
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

    public var limits: [Limit] {
        [fall, rise, hours, recovery, pressureRecovery, settling, purifierOn, missingAfter]
    }
    public var needs: [Need] { [Need(.purifierCurrent, .pressureDrop)] }

    /// What is measured first later than this after a cleaning is not the clean purifier any more.
    private static let latest = Duration.days(7)

    public mutating func consider(_ seen: Observed) -> Verdict {
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
                if (watch.cleaned ?? cleaned).map({ $0 < record.at }) ?? true { watch.begin(record.at) }
            }
        }
    }

    /// Does nothing after a cleaning that is known already, or older than the newest.
    private mutating func begin(afterCleaningAt time: Timestamp, now: Timestamp) {
        guard state.cleaned.map({ $0 < time }) ?? true else { return }
        state.cleaned = time
        state.isSeen = now - time <= Self.latest
        state.current.updateAll { $0.begin(time) }
        state.pressure.updateAll { $0.begin(time) }
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
            watch.run.update(isOn, at: time, period: told.channel.period)
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

    private mutating func takePressure(_ value: Double, _ told: Observed.Told, _ seen: Observed) {
        let (time, span, isSeen) = (seen.time, hours.duration, state.isSeen)
        let gap = Duration.ofRunning(period: told.channel.period)
        state.pressure.update(told.device, from: Watch()) { watch in
            watch.run.update(seen.fan, at: time, period: told.channel.period)
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
