import Facilities

extension PurifierOff {
    /// Returns whether each purifier that is not on standby is on while the fan runs, by values new enough for a delay
    /// to continue: a state of an hour ago shows nothing.
    func checks(_ seen: Observed) -> [StandardCheck] {
        let fans = Switched.all(
            in: seen.channels, contact: .fanState, current: .fanCurrent, above: seen.facility.limit(.fanOnCurrent),
            at: seen.now)
        let gap = seen.gap(of: .fanState, .fanCurrent, .purifierState, .purifierCurrent)
        guard let fan = fans.heard(at: seen.now, within: gap) else { return [] }
        let purifiers = Switched.all(
            in: seen.channels, contact: .purifierState, current: .purifierCurrent, above: purifierOn, at: seen.now
        ).filter { !$0.isStandby }
        return seen.checks(.together, of: purifiers.compactMap(\.channels.first)) { known in
            guard let one = purifiers.first(where: { $0.channels.first == known }),
                one.isHeard(at: seen.now, within: gap), let isOn = one.isOn
            else { return nil }
            return check(isOn, fan: fan, state.purifiers[known.device]?.hold ?? Hold(), seen)
        }
    }

    private func check(_ isOn: Bool, fan: Bool, _ hold: Hold, _ seen: Observed) -> StandardCheck {
        guard fan else {
            return StandardCheck(.together, .waitingForRun(minutes: limit.duration.wholeMinutes))
        }
        if isOn { return StandardCheck(.together, .passed, reference: Measure(limit.value, .minute)) }
        if hold.isOn { return StandardCheck(.together, .off, reference: Measure(limit.value, .minute)) }
        let isDrying = state.window.isOpen(at: seen.now) && state.drying.hours <= drying.duration.inHours
        guard !isDrying else { return StandardCheck(.together, .waitingForRecord) }
        let due = (hold.pending ?? seen.now) + limit.duration
        return StandardCheck(.together, .waiting(until: max(due, seen.now + .minutes(1))))
    }
}

extension [Switched] {
    /// Whether any runs, by signals new enough for a delay to continue; nil where that is unknown.
    fileprivate func heard(at time: Timestamp, within gap: Gap) -> Bool? {
        if contains(where: { $0.isHeardRunning(at: time, within: gap) }) { return true }
        return areHeardStanding(at: time, within: gap) ? false : nil
    }
}
