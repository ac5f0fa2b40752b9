import Facilities

/// Whether the mean of a quantity over some time of operation is past a limit, with a band for the return.
struct OperatingLimit: Codable, Hashable, Sendable {
    private var mean = OperatingMean()
    private var hold = LimitHold()
    private(set) var isJudged = false

    var figure: Double? { hold.figure }
    var bound: Bound { hold.bound }
    var since: Timestamp? { hold.since }

    mutating func add(
        _ value: Measured?, _ side: LimitSide, _ limit: Limit, band: Double, at time: Timestamp, span: Duration,
        gap: Duration = .minutes(10)
    ) {
        let counting = value?.counting(for: side)
        guard let result = mean.add(counting, at: time, span: span, gap: gap) else { return }
        isJudged = true
        hold.update(result.measured, side, limit.value, band: band, at: result.start)
    }
}
