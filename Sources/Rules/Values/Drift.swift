import Facilities

/// How far the mean of a quantity has moved for the worse from the best that the first hours of operation after any cleaning
/// had, and when it will have moved too far.
struct Drift: Codable, Hashable, Sendable {
    private var mean = OperatingMean()
    /// Of the first hours after the newest cleaning.
    private(set) var first: Double?
    /// Of the latest blocks of hours, at most three.
    private var moves: [Move] = []
    private var hold = LimitHold()
    private(set) var warning: Warning?

    private struct Move: Codable, Hashable {
        var end: Timestamp
        /// In per cent of the first mean.
        var change: Double
    }

    /// That it has moved too far, or soon will. Its day stays as it was first told: reminders count from it.
    struct Warning: Codable, Hashable, Sendable {
        var since: Timestamp
        var due: Timestamp
    }

    /// How far ahead a forecast is told, and how long what has come without one may wait.
    static let horizon = Duration.days(7)

    var isTooFar: Bool { hold.since != nil }
    /// In per cent.
    var change: Double? { isTooFar ? hold.figure : moves.last?.change }

    /// - Parameters:
    ///   - best: the mean to compare with; nil for that of the first hours. Changed by first hours that are better.
    ///   - side: the direction that is for the worse.
    ///   - limit: in per cent of the first mean.
    ///   - most: how far first hours may be better and still become the best, in per cent; nil for any.
    mutating func add(
        _ value: Double?, best: inout Double?, most: Double? = nil, _ side: Threshold.Side, _ limit: Limit,
        at time: Timestamp, span: Duration,
        gap: Duration = .minutes(10)
    ) {
        guard let block = mean.add(value.map { Measured($0) }, at: time, span: span, gap: gap) else { return }
        if first == nil {
            first = block.mean
            if isBetter(block.mean, than: best, side, most: most) {
                best = block.mean
                return
            }
        }
        guard let best, best > 0 else { return }
        let rise = (block.mean - best) / best * 100
        let change = side == .above ? rise : -rise
        moves = moves.suffix(2) + [Move(end: block.end, change: change)]
        hold.update(Measured(change), .above, limit.value, band: limit.value * 0.2, at: block.end)
        let due = isTooFar ? block.end + Self.horizon : crossing(of: limit.value)
        warning = due.map { warning ?? Warning(since: block.end, due: $0) }
    }

    private func isBetter(_ mean: Double, than best: Double?, _ side: Threshold.Side, most: Double?) -> Bool {
        guard let best else { return true }
        guard side == .above ? mean <= best : mean >= best else { return false }
        return most.map { abs(mean - best) <= best * $0 / 100 } ?? true
    }

    /// The newest change, in per cent of the best; nil while there are only the first hours.
    var latest: Double? { moves.last?.change }

    /// When the line from the first to the last of three blocks reaches the limit. Values that go up and down allow no
    /// forecast, nor do values that have not yet moved half of the way.
    private func crossing(of limit: Double) -> Timestamp? {
        guard moves.count == 3, moves[0].change < moves[1].change, moves[1].change < moves[2].change,
            moves[2].change >= limit / 2
        else { return nil }
        let perSecond = (moves[2].change - moves[0].change) / (moves[2].end - moves[0].end).inSeconds
        let seconds = max((limit - moves[2].change) / perSecond, -Self.horizon.inSeconds)
        guard seconds <= Self.horizon.inSeconds else { return nil }
        return moves[2].end + .milliseconds(Int64(seconds * 1000))
    }
}
