import Facilities

/// Whether the mean of a quantity over so much time of operation is past a limit, with a band for the way back.
struct OperatingLimit: Codable, Hashable, Sendable {
    private var mean = OperatingMean()
    private var hold = LimitHold()
    private(set) var isJudged = false

    var figure: Double? { hold.figure }
    var bound: Bound { hold.bound }
    var since: Timestamp? { hold.since }

    mutating func add(
        _ value: Measured?, _ side: Threshold.Side, _ limit: Limit, band: Double, at time: Timestamp, span: Duration,
        gap: Duration = .minutes(10)
    ) {
        let counting = value.flatMap { $0.bound.counts(for: side) ? $0 : nil }
        guard let result = mean.add(counting, at: time, span: span, gap: gap) else { return }
        isJudged = true
        hold.update(result.measured, side, limit.value, band: band, at: result.start)
    }
}
