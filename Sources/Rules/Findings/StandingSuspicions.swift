import Facilities

/// The suspicions of the last thirty days. The same suspicion is entered once in that time, however many windows show
/// it.
struct StandingSuspicions: Codable, Hashable, Sendable {
    private var suspicions: [Suspicion] = []

    private static let standing = Duration.days(30)

    /// Takes a suspicion in. Returns whether it is new.
    mutating func take(_ suspicion: Suspicion, at now: Timestamp) -> Bool {
        suspicions = all(at: now)
        guard !suspicions.contains(where: suspicion.isAgain) else { return false }
        suspicions.append(suspicion)
        return true
    }

    /// Returns the suspicions of the last thirty days, the oldest first.
    func all(at now: Timestamp?) -> [Suspicion] {
        guard let now else { return suspicions }
        return suspicions.filter { now - $0.until <= Self.standing }
    }
}
