import Facilities

/// The time of a duty that has to be done by a day.
struct DutyTime: Sendable {
    /// The day on which its term began.
    var from: Day
    var due: Day
    /// Days before the day due from which on it is reminded of; none for a duty without a reminder.
    var warning = 0
    let utcOffset: Int

    func isOver(at now: Timestamp) -> Bool { now.day(utcOffset: utcOffset) > due }

    /// Returns since when its finding holds: overdue since the start of the day due, and reminded of since the
    /// start of the first day of the reminder. A clock that was put back gives no time in the future.
    func since(at now: Timestamp) -> Timestamp {
        let first = isOver(at: now) ? due : max(from, due + -warning)
        return min(now, first.start(utcOffset: utcOffset))
    }
}
