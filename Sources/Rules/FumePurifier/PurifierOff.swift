import Facilities

/// DB11/1488-2018 and others: fume that is not purified counts as over the limit. Every purifier that is not on standby
/// is on while the fan runs; five minutes are our own allowance. The current shows whether one is on, and its contact
/// only where no current is measured, since a contact may be bridged. Once a day a cleaning that was begun (开始清洗) lets
/// the fan run alone for 60 minutes in all, to dry the cell, up to 4 hours or until the cleaning is on record (our
/// own); earlier findings stay.
struct PurifierOff: Rule {
    static let id = "fume.purifierOff"
    static let colour = RuleClass.state
    static let judges = Text(
        zh: "风机运行时净化器是否开启", en: "whether the purifier is on while the fan runs"
    )

    struct State: Codable, Hashable, Sendable {
        /// The purifiers that are off while the fan runs.
        var purifiers = ByDevice<LastingState>()
        var window = WorkWindow()
        /// The time for which a purifier was off while the fan ran within the window.
        var drying = RunHours()
    }

    var state = State()
    let limit: Limit
    let purifierOn: Limit
    let drying: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        limit = facility.limit(.ownDefault("purifierOff", 5, .minute, in: 0...1440, looser: .above))
        purifierOn = facility.limit(.purifierOnCurrent)
        drying = facility.limit(.ownDefault("dryingTime", 60, .minute, in: 0...240, looser: .above))
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [limit, purifierOn, drying, missingAfter] }
    var needs: [Need] { [Need(.fanState, .fanCurrent), Need(.purifierState, .purifierCurrent)] }

    mutating func consider(_ seen: Observed) -> Verdict {
        // Samples of other quantities must not let the delay run out.
        let tells = seen.hasNewReading(of: .fanState, .fanCurrent, .purifierState, .purifierCurrent)
        if let record = seen.record {
            let begun = state.window.begun
            state.window.take(record, from: CleaningStart.kind, to: Cleaning.kind, utcOffset: seen.facility.utcOffset)
            if state.window.begun != begun { state.drying = RunHours() }
        }
        var verdict = Verdict()
        let all = Switched.all(
            in: seen.channels, contact: .purifierState, current: .purifierCurrent, above: purifierOn, at: seen.time)
        let isDrying = tells && isDrying(all, seen)
        for switched in all where !switched.isStandby {
            guard let known = switched.channels.first else { continue }
            if tells { take(switched, known, isDrying: isDrying, seen) }
            verdict.add(off(known.channel, seen), .switchOnPurifier, in: seen)
        }
        verdict.add(missing(all, seen), .checkSensors, in: seen)
        return verdict
    }

    /// Whether the fan may run alone now because of a cleaning.
    private mutating func isDrying(_ all: [Switched], _ seen: Observed) -> Bool {
        let isOpen = state.window.isOpen(at: seen.time)
        let isOff = all.contains { !$0.isStandby && $0.isOn == false }
        state.drying.update(
            isRunning: isOpen && seen.fan == true && isOff, at: seen.time,
            gap: .ofRunning(period: seen.period(of: .fanState, .fanCurrent, .purifierState, .purifierCurrent)))
        return isOpen && state.drying.hours <= drying.duration.inHours
    }

    private mutating func take(
        _ switched: Switched, _ known: ObservedChannel, isDrying: Bool, _ seen: Observed
    ) {
        let gap = seen.gap(of: .fanState, .fanCurrent, .purifierState, .purifierCurrent)
        // Old values must not let the delay run out.
        let isOn = switched.isHeard(at: seen.time, within: gap) ? switched.isOn : nil
        let isOff: Bool? =
            switch seen.fan {
            case nil: nil
            case false: false
            case true: isOn.map { !$0 }
            }
        state.purifiers.update(known.device, from: LastingState()) { purifier in
            if isDrying, isOff == true { return purifier.hold.interrupt() }
            if isOff == true { purifier.seen = seen.time }
            purifier.hold.update(
                isOff, at: seen.time, onDelay: limit.duration, offDelay: .seconds(60), gap: gap)
        }
    }

    /// Returns the findings of missing signals: of the fan where there is a purifier, and of a purifier where there is
    /// a fan.
    private func missing(_ all: [Switched], _ seen: Observed) -> [Finding] {
        guard !all.isEmpty, seen.measures(.fanState) || seen.measures(.fanCurrent) else { return [] }
        let fan = seen.missing(anyOf: [.fanState, .fanCurrent], Self.id, missingAfter)
        let purifiers = all.filter { !$0.isStandby }.compactMap { switched in
            seen.missing(of: switched.channels, Self.id, missingAfter, idle: .fanStands)
        }
        return [fan].compactMap(\.self) + purifiers
    }

    private func off(_ channel: Channel, _ seen: Observed) -> Finding? {
        guard let purifier = state.purifiers[channel.id.device], purifier.hold.isOn,
            let since = purifier.hold.since, let last = purifier.seen
        else { return nil }
        let minutes = (last - since).inSeconds / 60
        let (is_, of) = (minutes.plainText(decimals: 0), limit.value.plainText)
        let text = Text(
            zh: "风机运行而净化器未开启，已\(is_)分钟（应在\(of)分钟内开启）",
            en: "the fan runs and the purifier is off, for \(is_) min (to be on within \(of) min)"
        )
        return Finding(
            rule: Self.id, cause: channel.id.description, of: channel, level: .red, since: since,
            figure: minutes, limit: limit, text: seen.at(channel, text))
    }

    func migrated(_ old: OldState) throws -> State {
        let purifier = try old.form0(LastingState.self)
        let device = old.device(of: .purifierCurrent) ?? old.device(of: .purifierState)
        return State(purifiers: device.map { ByDevice($0, purifier) } ?? ByDevice())
    }
}
