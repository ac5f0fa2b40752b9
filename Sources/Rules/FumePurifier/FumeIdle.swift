import Facilities

/// Makers of electrostatic purifiers forbid high voltage while the fan stands (from memory; the allowed time is our own
/// default): no air removes the heat and the ozone. Every purifier is judged, one on standby too; its current decides
/// over its contact. It is a reminder and never red: nothing leaves the kitchen.
struct FumeIdle: Rule {
    static let id = "fume.idle"
    static let colour = RuleClass.state
    static let judges = Text(
        zh: "风机未运行时净化器是否仍开启（只提醒，不转红灯）",
        en: "whether a purifier is on while the fan stands (a reminder, never red)"
    )

    struct State: Codable, Hashable, Sendable {
        /// The purifiers that are on while the fan stands.
        var purifiers = ByDevice<LastingState>()
    }

    var state = State()
    private let limit: Limit
    private let purifierOn: Limit
    private let fanOn: Limit
    private let missingAfter: Limit

    init(of facility: Facility) {
        limit = facility.limit(.ownDefault("purifierIdle", 10, .minute, in: 0...1440, looser: .above))
        purifierOn = facility.limit(.purifierOnCurrent)
        fanOn = facility.limit(.fanOnCurrent)
        missingAfter = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [limit, purifierOn, fanOn, missingAfter] }
    var needs: [Need] { [Need(.fanState, .fanCurrent), Need(.purifierState, .purifierCurrent)] }

    mutating func consider(_ seen: Observed) -> Verdict {
        // Samples of other quantities must not let the delay run out.
        if seen.hasNewReading(of: .fanState, .fanCurrent, .purifierState, .purifierCurrent) { take(seen) }
        var verdict = Verdict()
        guard seen.measures(.purifierState) || seen.measures(.purifierCurrent) else { return verdict }
        if !state.purifiers.isEmpty {
            for known in seen.channels(of: .purifierCurrent, .purifierState) {
                verdict.add(idle(known, seen), .switchOffPurifier, in: seen)
            }
        }
        verdict.add(seen.missing(anyOf: [.fanState, .fanCurrent], Self.id, missingAfter), .checkSensors, in: seen)
        return verdict
    }

    private mutating func take(_ seen: Observed) {
        // Keep no state for purifiers without problems.
        guard seen.fan != true || !state.purifiers.isEmpty else { return }
        let gap = seen.gap(of: .fanState, .fanCurrent, .purifierState, .purifierCurrent)
        let stands = seen.fan == true ? false : fanStands(seen, within: gap)
        let all = Switched.all(
            in: seen.channels, contact: .purifierState, current: .purifierCurrent, above: purifierOn, at: seen.time)
        for switched in all {
            guard let device = switched.channels.first?.device else { continue }
            let isOn = switched.isHeard(at: seen.time, within: gap) ? switched.isOn : nil
            take(device, isIdle(stands, isOn), at: seen.time, gap)
        }
    }

    /// Whether the fan stands, by a signal new enough for a delay to continue; nil where there is none.
    private func fanStands(_ seen: Observed, within gap: Gap) -> Bool? {
        let fans = Switched.all(
            in: seen.channels, contact: .fanState, current: .fanCurrent, above: fanOn, at: seen.time)
        return fans.areHeardStanding(at: seen.time, within: gap) ? true : nil
    }

    private func isIdle(_ stands: Bool?, _ isOn: Bool?) -> Bool? {
        switch (stands, isOn) {
        case (false, _), (_, false): false
        case (true, true): true
        default: nil
        }
    }

    private mutating func take(_ device: DeviceID, _ isIdle: Bool?, at time: Timestamp, _ gap: Gap) {
        var purifier = state.purifiers[device] ?? LastingState()
        if isIdle == true { purifier.seen = time }
        purifier.hold.update(isIdle, at: time, onDelay: limit.duration, offDelay: .seconds(60), gap: gap)
        state.purifiers[device] = purifier.hold == Hold() ? nil : purifier
    }

    /// Returns the finding of a purifier, at the channel that decides whether it is on: the current where there is one.
    private func idle(_ known: ObservedChannel, _ seen: Observed) -> Finding? {
        guard let purifier = state.purifiers[known.device], purifier.hold.isOn,
            known.quantity == .purifierCurrent || seen.channel(known.device, .purifierCurrent) == nil,
            let since = purifier.hold.since, let last = purifier.seen
        else { return nil }
        let minutes = (last - since).inSeconds / 60
        let (is_, of) = (minutes.plainText(decimals: 0), limit.value.plainText)
        let text = Text(
            zh: "风机未运行而净化器仍开启，已\(is_)分钟（不应超过\(of)分钟）：风机没开，先关净化器",
            en:
                "the fan stands and the purifier is on, for \(is_) min (at most \(of) min): switch the purifier off first"
        )
        return Finding(
            rule: Self.id, cause: known.id.description, of: known.channel, level: .yellow, since: since,
            figure: minutes, limit: limit, text: seen.at(known.channel, text))
    }
}
