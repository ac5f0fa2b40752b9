import Facilities

/// The newest values that were published of each facility, and the time. A facility is published only when a value has
/// changed, and not before a pause is over.
struct LatestPace {
    static let pause = Duration.seconds(10)

    private var published: [Facility.Code: (values: [String: Reading], at: ContinuousClock.Instant)] = [:]
    /// The facilities that received values during the pause.
    private var waiting: Set<Facility.Code> = []

    /// Whether a facility must be checked when its pause is over.
    var isWaiting: Bool { !waiting.isEmpty }

    /// Returns whether a facility's pause is over. If not, the facility waits for the end of it.
    mutating func isOver(for code: Facility.Code, at now: ContinuousClock.Instant) -> Bool {
        guard let last = published[code], now < last.at + Self.pause else {
            waiting.remove(code)
            return true
        }
        waiting.insert(code)
        return false
    }

    /// Takes the present values of a facility, and returns whether they must be published.
    mutating func take(_ values: [String: Reading], of code: Facility.Code, at now: ContinuousClock.Instant) -> Bool {
        guard published[code]?.values != values else { return false }
        published[code] = (values, now)
        return true
    }

    /// Forgets what was published, because the broker may have lost everything.
    mutating func connected() { self = LatestPace() }
}
