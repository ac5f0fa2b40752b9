import Facilities

/// Whether the mean of a quantity over so much time of operation is past a limit, with a band for the way back.
struct OperatingLimit: Codable, Hashable, Sendable {
    private var mean = OperatingMean()
    private var hold = LimitHold()
    private(set) var isJudged = false

    var figure: Double? { hold.figure }
    var since: Timestamp? { hold.since }

    mutating func add(
        _ value: Double?, _ side: Threshold.Side, _ limit: Limit, band: Double, at time: Timestamp, span: Duration
    ) {
        guard let result = mean.add(value, at: time, span: span) else { return }
        isJudged = true
        hold.update(result.mean, side, limit.value, band: band, at: result.start)
    }
}
