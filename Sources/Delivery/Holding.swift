/// A pause in which the other side gets nothing of the journal, since it asked for later. It grows as long as nothing is accepted.
public struct Holding: Hashable, Sendable {
    /// The word for what it said; nil while nothing is held.
    public private(set) var reason: String?
    public private(set) var until: ContinuousClock.Instant?
    private var pause = Self.least

    public init() {}

    static let least = Duration.seconds(1)
    static let most = Duration.seconds(60)

    public mutating func hold(_ reason: String, at now: ContinuousClock.Instant) {
        // Others that were on their way beside it say the same.
        guard isOver(at: now) else { return }
        (self.reason, until) = (reason, now + pause)
        pause = min(pause * 2, Self.most)
    }

    public mutating func accepted() { (reason, pause) = (nil, Self.least) }

    public mutating func connected() { until = nil }

    public func isOver(at now: ContinuousClock.Instant) -> Bool { until.map { $0 <= now } ?? true }
}
