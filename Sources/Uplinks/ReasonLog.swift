/// Decides which reasons are logged: once when they occur, when they change, and hourly while they last.
struct ReasonLog {
    private struct Said {
        var reason: String
        var at: ContinuousClock.Instant
    }

    private var said: [String: Said] = [:]

    static let pause = Duration.seconds(3600)
    /// The number of subjects above which those that would be logged again anyway are forgotten.
    static let most = 1000

    /// The number of subjects that are remembered.
    var count: Int { said.count }

    /// Returns whether a reason must be logged now.
    ///
    /// - Parameter subject: the thing that has the reason, such as a topic.
    mutating func isNew(_ reason: String, of subject: String, at now: ContinuousClock.Instant) -> Bool {
        if let before = said[subject], before.reason == reason, now - before.at < Self.pause { return false }
        if said.count >= Self.most { said = said.filter { now - $0.value.at < Self.pause } }
        said[subject] = Said(reason: reason, at: now)
        return true
    }

    /// Forgets a subject that no longer has a reason. The same reason would be logged again.
    mutating func forget(_ subject: String) { said[subject] = nil }
}
