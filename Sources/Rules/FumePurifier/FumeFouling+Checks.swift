import Facilities

extension FumeFouling {
    /// Returns how current and pressure drop stand since the newest cleaning: the newest ten minutes of running, from
    /// an hour of running after the cleaning, beside the best baseline of all cleanings. Ten minutes count for a day
    /// while the device gives exact values. Without a cleaning on record there is nothing to compare with; during a
    /// cleaning nothing is compared before it is on record.
    func checks(_ seen: Observed) -> [StandardCheck] {
        seen.checks(.current, of: seen.channels(of: .purifierCurrent)) {
            check(.current, state.current[$0.device], $0, recovery, .ampere, seen)
        }
            + seen.checks(.pressure, of: seen.channels(of: .pressureDrop)) {
                check(.pressure, state.pressure[$0.device], $0, pressureRecovery, .pascal, seen)
            }
    }

    /// The time for which ten minutes count, since a purifier that is off shows nothing new.
    private static let recent = Duration.days(1)

    private func check(
        _ item: StandardCheck.Kind, _ watch: Watch?, _ known: ObservedChannel, _ limit: Limit, _ unit: PhysicalUnit,
        _ seen: Observed
    ) -> StandardCheck? {
        guard known.fresh(.limits, at: seen.now)?.bound == .exact else { return nil }
        if state.window?.isOpen(at: seen.now) == true { return StandardCheck(item, .waitingForRecord) }
        guard let watch, watch.cleaned ?? state.cleaned != nil, state.isSeen || watch.best != nil else { return nil }
        guard let newest = watch.newest, .zero...Self.recent ~= seen.now - newest.end else {
            // Without a fan that tells it, nobody knows whether it runs.
            guard seen.fan != nil else { return nil }
            return StandardCheck(item, waiting(watch, seen))
        }
        var check = StandardCheck(item, .firstCleaning, figure: Measure(newest.mean, unit), time: newest.end)
        guard let distance = watch.distance(of: newest) else { return check }
        check.reference = watch.best.map { Measure($0, unit) }
        if distance.magnitude <= limit.value {
            // What a first cleaning is compared with is its own.
            if !watch.isFirst { check.state = .passed }
            return check
        }
        check.state = distance < 0 ? .tooLow : .tooHigh
        check.wasReached = watch.wasReached || watch.isFirst
        return check
    }

    private func waiting(_ watch: Watch, _ seen: Observed) -> StandardCheck.State {
        let missing = watch.missing(after: settling.duration)
        guard !watch.run.isRunning else { return .waiting(until: seen.now + max(missing, .minutes(1))) }
        return .waitingForRun(minutes: missing.wholeMinutes)
    }
}

extension Duration {
    /// The duration in minutes, rounded up.
    var wholeMinutes: Int { Int((milliseconds + 59_999) / 60_000) }
}
