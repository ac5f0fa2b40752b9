import Facilities

/// Reminds of what falls due: 7, 3 and 1 days before, on the day itself and every day after, once a day and not in the night.
struct Reminders: Codable, Hashable, Sendable {
    /// The day of the last one, by rule.
    private var last: [String: Day] = [:]

    /// Days before.
    static let before = [7, 3, 1, 0]
    /// Seconds after local midnight between which reminders are given.
    static let hours = Int64(8 * 3600)..<Int64(22 * 3600)

    /// - Parameter steps: what has to be done, by rule; without those whose findings are shelved.
    mutating func due(_ steps: [(rule: String, step: NextStep)], at time: Timestamp, utcOffset: Int) -> [Entry] {
        guard Self.hours.contains(time.secondsOfDay(utcOffset: utcOffset)) else { return [] }
        let today = time.day(utcOffset: utcOffset)
        return steps.compactMap { rule, step in
            let days = Int(step.due.number - today.number)
            guard days < 0 || Self.before.contains(days), last[rule] != today else { return nil }
            last[rule] = today
            return .reminder(Reminder(rule: rule, step: step, days: days))
        }
    }
}
