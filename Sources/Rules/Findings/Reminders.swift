import Facilities

/// Reminds of what falls due: 7, 3 and 1 days before, and every day after, once a day and not in the night.
struct Reminders: Codable, Hashable, Sendable {
    /// The day of the last one, by rule.
    private var last: [String: Day] = [:]

    /// Days before.
    static let before = [7, 3, 1]
    /// Seconds after local midnight.
    static let hour = 8 * 3600

    /// - Parameter steps: what has to be done, by rule; without those whose findings are shelved.
    mutating func due(_ steps: [(rule: String, step: NextStep)], at time: Timestamp, utcOffset: Int) -> [Entry] {
        guard time.secondsOfDay(utcOffset: utcOffset) >= Self.hour else { return [] }
        let today = time.day(utcOffset: utcOffset)
        return steps.compactMap { rule, step in
            let days = Int(step.due.number - today.number)
            guard days < 0 || Self.before.contains(days), last[rule] != today else { return nil }
            last[rule] = today
            return .reminder(Reminder(rule: rule, step: step, days: days))
        }
    }
}
