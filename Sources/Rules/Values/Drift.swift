import Facilities

/// The distance by which the mean of a quantity has become worse than the best mean of the first hours after any
/// cleaning, and the time at which it will be too great.
struct Drift: Codable, Hashable, Sendable {
    private var mean = OperatingMean()
    /// The mean of the first hours after the newest cleaning.
    private(set) var first: Double?
    /// The changes of the latest blocks of hours, at most three.
    private var moves: [Move] = []
    private var hold = LimitHold()
    private(set) var warning: Warning?

    private struct Move: Codable, Hashable {
        var end: Timestamp
        /// The change, in per cent of the best mean.
        var change: Double
    }

    /// The warning that it is too great, or soon will be. Its day does not change: reminders count from it.
    struct Warning: Codable, Hashable, Sendable {
        var since: Timestamp
        var due: Timestamp
    }

    /// The time for which a forecast is made, and for which a change without a forecast may wait.
    static let horizon = Duration.days(7)

    var isTooFar: Bool { hold.since != nil }
    /// The change, in per cent; nil before there is one.
    var change: Double? { isTooFar ? hold.figure : moves.last?.change }

    /// Takes a value in.
    ///
    /// - Parameters:
    ///   - best: The mean to compare with; nil for that of the first hours. Better first hours change it.
    ///   - side: The direction of a change for the worse.
    ///   - limit: The limit of the change, in per cent of the best mean.
    ///   - most: The distance by which first hours may be better and still become the best, in per cent; nil for any.
    mutating func add(
        _ value: Double?, best: inout Double?, most: Double? = nil, _ side: LimitSide, _ limit: Limit,
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

    private func isBetter(_ mean: Double, than best: Double?, _ side: LimitSide, most: Double?) -> Bool {
        guard let best else { return true }
        let isBetter =
            switch side {
            case .above: mean <= best
            case .below: mean >= best
            }
        guard isBetter, let most else { return isBetter }
        return abs(mean - best) <= best * most / 100
    }

    /// The newest change, in per cent of the best; nil while there are only the first hours.
    var latest: Double? { moves.last?.change }

    /// Returns the time at which the line from the first to the last of three blocks reaches the limit. Nil where the
    /// values vary, or have not yet moved half of the way.
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
