import Facilities

/// The samples around a finding, which are sent late and beside the usual choice.
extension Feed {
    /// How long the end of the journal is left alone after it was reached: samples go together.
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

    /// Returns what is read next of a stretch: of the first one that may have something new.
    mutating func requestAround(_ now: ContinuousClock.Instant) -> PortionRequest? {
        looked = looked.filter { $0.value > now }
        // What is missing goes first, and tells when a finding was cleared.
        guard progress.gaps.isEmpty,
            let one = progress.around.first(where: { looked[$0.id] == nil && $0.after < lastKept })
        else {
            return nil
        }
        around.stretch = one
        return PortionRequest(
            after: one.after, upTo: lastKept, limit: portionLimit, stream: ItemStream(one.facility, .backfill),
            since: one.from)
    }

    /// The other side has a portion of a stretch.
    mutating func finishAround(_ portion: PackedPortion<Message>, at now: ContinuousClock.Instant) {
        guard let one = around.stretch else { return }
        progress.sent(one.id, upTo: portion.end)
        guard portion.end >= portion.upTo || around.isPast else { return }
        // A facility that has no samples any more has none behind the end either.
        if around.isPast || newestTime.map({ $0 > one.to + .minutes(1) }) ?? false {
            progress.ended(one.id)
        } else {
            looked[one.id] = now + Self.pauseAround
        }
    }

    /// The stretch is given up: what it has more than usual is not worth a connection, and stays in the journal.
    mutating func giveUpAround() {
        guard let one = around.stretch else { return }
        progress.ended(one.id)
        isChanged = true
    }

    /// Notes how far the times of what is live have come.
    mutating func noteTime(_ portion: KeptPortion) {
        for case .sample(let kept) in portion.items { newestTime = max(newestTime ?? kept.time, kept.time) }
    }
}
