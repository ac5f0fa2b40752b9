import Facilities

/// The term of a duty that is due by a day.
struct DutyTime: Sendable {
    /// The first day of the term.
    var from: Day
    var due: Day
    /// The days of the reminder before the due day; 0 for a duty without a reminder.
    var warning = 0
    let utcOffset: Int

    func isOver(at now: Timestamp) -> Bool { now.day(utcOffset: utcOffset) > due }

    /// Returns the begin of its finding: the start of the due day for an overdue duty, and the start of the first day
    /// of the reminder before that. After a clock was set back it is not in the future.
    func since(at now: Timestamp) -> Timestamp {
        let first = isOver(at: now) ? due : max(from, due + -warning)
        return min(now, first.start(utcOffset: utcOffset))
    }
}
