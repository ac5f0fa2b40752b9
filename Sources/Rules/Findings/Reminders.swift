import Facilities

/// Reminds of what falls due: 7, 3 and 1 days before, on the day itself and every day after, once a day and not in the night.
struct Reminders: Codable, Hashable, Sendable {
    /// The day of the last reminder, by rule.
    private var last: [String: Day] = [:]

    /// The days before the due day on which a reminder is given.
    static let before = [7, 3, 1, 0]
    /// The time of day in which reminders are given, in seconds after local midnight.
    static let hours = Int64(8 * 3600)..<Int64(22 * 3600)

    /// Returns the reminders of now, and remembers them.
    ///
    /// - Parameter steps: The next steps by rule, without those whose findings are shelved.
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
