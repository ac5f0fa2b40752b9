import Facilities

/// What has been suspect of late. The same thing is entered once in thirty days, however many windows show it.
struct StandingSuspicions: Codable, Hashable, Sendable {
    private var suspicions: [Suspicion] = []

    private static let standing = Duration.days(30)

    /// Whether it is news.
    mutating func take(_ suspicion: Suspicion, at now: Timestamp) -> Bool {
        suspicions = all(at: now)
        guard !suspicions.contains(where: suspicion.isAgain) else { return false }
        suspicions.append(suspicion)
        return true
    }

    /// Those of the last thirty days, the oldest first.
    func all(at now: Timestamp?) -> [Suspicion] {
        guard let now else { return suspicions }
        return suspicions.filter { now - $0.until <= Self.standing }
    }
}
