import Facilities

/// The additional samples around a finding, which are sent after everything else.
extension Feed {
    /// The pause after the end of the journal was reached, so that several samples are sent together.
    static var pauseAround: Duration { .seconds(60) }

    /// Notes the findings among what is sent.
    mutating func note(_ chosen: [Chosen]) {
        for case .entry(let kept) in chosen.lazy.map(\.item) {
            guard case .finding(let step, let finding) = kept.content, let code = kept.facility else { continue }
            switch step {
            case .raised where finding.device != nil && finding.level != .grey && chooser.hasMoreAround(code):
                progress.raised(Around(code, finding.identity, since: finding.since))
            case .cleared: progress.cleared(finding.identity, at: code, kept.time)
            default: continue
            }
            isChanged = true
        }
    }

    /// Returns the request for the first stretch around a finding that may have new samples; nil where none has.
    mutating func requestAround(_ now: ContinuousClock.Instant) -> PortionRequest? {
        looked = looked.filter { $0.value > now }
        // Gaps are filled first: their entries show when a finding was cleared.
        guard progress.gaps.isEmpty,
            let one = progress.around.first(where: { looked[$0.id] == nil && $0.after < lastKept })
        else {
            return nil
        }
        lanes[.around].stretch = one
        return PortionRequest(
            after: one.after, upTo: lastKept, limit: portionLimit, stream: ItemStream(one.facility, .backfill),
            since: one.from)
    }

    /// Notes that the other side has a portion of a stretch around a finding.
    mutating func finishAround(_ portion: PackedPortion, at now: ContinuousClock.Instant) {
        guard let one = lanes[.around].stretch else { return }
        progress.sent(one.id, upTo: portion.end)
        guard portion.end >= portion.upTo || lanes[.around].isPast else { return }
        // If live samples are later than the stretch, no sample of it is still to come, even where the facility has none.
        if lanes[.around].isPast || isLive(pastEndOf: one) {
            progress.ended(one.id)
        } else {
            looked[one.id] = now + Self.pauseAround
        }
    }

    private func isLive(pastEndOf around: Around) -> Bool {
        guard let newestTime else { return false }
        return newestTime > around.to + .minutes(1)
    }

    /// Gives up the current stretch: its additional samples are not worth a lost connection, and stay in the journal.
    mutating func giveUpAround() {
        guard let one = lanes[.around].stretch else { return }
        progress.ended(one.id)
        isChanged = true
    }

    /// Notes the newest time among live samples.
    mutating func noteTime(_ portion: KeptPortion) {
        for case .sample(let kept) in portion.items { newestTime = max(newestTime ?? kept.time, kept.time) }
    }
}
