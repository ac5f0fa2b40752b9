import Facilities

/// The newest time for which a channel was above a limit, and the highest value.
struct Excess: Codable, Hashable, Sendable {
    private(set) var from: Timestamp
    private(set) var until: Timestamp
    private(set) var highest: Double
    private(set) var limit: Double

    /// The time within the limit after which an excess is another one.
    private static let pause = Duration.minutes(15)

    init(_ value: Double, over limit: Double, at time: Timestamp) {
        (from, until, highest, self.limit) = (time, time, value, limit)
    }

    mutating func goOn(_ value: Double, over limit: Double, at time: Timestamp) {
        guard time - until <= Self.pause else {
            self = Excess(value, over: limit, at: time)
            return
        }
        (until, highest, self.limit) = (time, max(highest, value), limit)
    }

    /// Whether it lasted at a time, or had ended shortly before.
    func isJust(before time: Timestamp, within span: Duration) -> Bool {
        from <= time && time - until <= span
    }
}
