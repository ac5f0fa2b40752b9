import Facilities

extension FumeLimit {
    /// Returns whether the newest ten-minute mean of each fume sensor keeps the limit. A mean counts for half an hour
    /// from its begin, and only while its sensor gives values: a measurement before a cleaning shows nothing about it.
    /// A mean with bounds in it never shows that the limit is kept.
    func checks(_ seen: Observed) -> [StandardCheck] {
        seen.checks(.fume, of: seen.channels(of: .fume)) { check(state.points[$0.device], $0, seen) }
    }

    private func check(_ point: Point?, _ known: ObservedChannel, _ seen: Observed) -> StandardCheck? {
        guard let point, known.fresh(.limits, at: seen.now) != nil else { return nil }
        guard let last = point.mean.last, last.start <= seen.now,
            point.mean.isCurrent(at: seen.now, length: Self.interval)
        else { return StandardCheck(.fume, waiting(point, seen)) }
        let figure = figure(last)
        let isOver = point.overSince != nil && point.over == last
        guard isOver || figure.isPast(limit.value, .above) == false else { return nil }
        return StandardCheck(
            .fume, isOver ? .tooHigh : .passed, figure: Measure(figure.value, .milligramPerCubicMetre),
            reference: Measure(limit.value, limit.unit), time: last.start + Self.interval)
    }

    /// Returns the mean as it is compared with the limit.
    private func figure(_ last: IntervalMean.Result) -> Measured {
        let volume = state.flow.mean(from: last.start)?.positive
        return conversion(volume, state.stoves.mean(from: last.start)?.value).figure(last.measured)
    }

    /// Returns when the next mean is complete. An interval gives no mean where a quarter of it was over before the
    /// first value.
    private func waiting(_ point: Point, _ seen: Observed) -> StandardCheck.State {
        guard let running = point.runningSince else { return .waitingForRun(minutes: Self.interval.wholeMinutes) }
        let interval = Self.interval
        let begin = max(running, point.mean.last.map { $0.start + interval } ?? running)
        let end = MeanOverLimit.end(from: begin, length: interval)
        return .waiting(until: end > seen.now ? end : seen.now.start(ofInterval: interval) + interval)
    }
}
