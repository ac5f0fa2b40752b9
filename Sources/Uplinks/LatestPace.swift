import Facilities

/// What was published last of the newest values of each facility, and when: a facility is published only when a value is another one, and
/// not again before a pause is over.
struct LatestPace {
    static let pause = Duration.seconds(10)

    private var published: [Facility.Code: (values: [String: Reading], at: ContinuousClock.Instant)] = [:]
    /// Facilities of which something came in during the pause.
    private var waiting: Set<Facility.Code> = []

    /// Whether a facility is to be looked at when its pause is over.
    var isWaiting: Bool { !waiting.isEmpty }

    /// Whether a facility's pause is over. Otherwise it waits for the end.
    mutating func isOver(for code: Facility.Code, at now: ContinuousClock.Instant) -> Bool {
        guard let last = published[code], now < last.at + Self.pause else {
            waiting.remove(code)
            return true
        }
        waiting.insert(code)
        return false
    }

    /// Takes what a facility has now, and returns whether it is to be published.
    mutating func take(_ values: [String: Reading], of code: Facility.Code, at now: ContinuousClock.Instant) -> Bool {
        guard published[code]?.values != values else { return false }
        published[code] = (values, now)
        return true
    }

    /// Forgets what was published: a broker may have forgotten everything.
    mutating func connected() { self = LatestPace() }
}
