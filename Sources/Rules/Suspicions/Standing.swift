import Facilities

/// For how long something stood, by day: what cannot be done while it runs was not done on a day on which it ran throughout.
/// Time in which nobody heard of it may be such a time, and counts as one.
struct Standing: Codable, Hashable, Sendable {
    /// A day's longest stretch in which it was not seen running.
    private struct Longest: Codable, Hashable, Sendable {
        var day: Day
        var minutes: Int64
    }

    private var days: [Longest] = []
    /// When it was last seen running, in minutes since 1970, or else when the first day began.
    private var ran: Int64?

    /// What is entered within a week finds its day.
    private static let kept = 9

    init() {}

    /// Takes in whether it runs.
    ///
    /// - Parameter utcOffset: of the days, in seconds.
    mutating func take(_ runs: Bool?, at time: Timestamp, utcOffset: Int) {
        let day = time.day(utcOffset: utcOffset)
        let minute = time.milliseconds / 60_000
        // A clock that was ahead leaves a time and days that are still to come.
        days.removeAll { $0.day > day }
        let since = min(ran ?? day.start(utcOffset: utcOffset).milliseconds / 60_000, minute)
        ran = runs == true ? minute : since
        note(minute - since)
        if days.last.map({ $0.day < day }) ?? true {
            days = days.suffix(Self.kept - 1) + [Longest(day: day, minutes: 0)]
            note(minute - since)
        }
    }

    /// A stretch that began on an earlier day belongs to that one too.
    private mutating func note(_ stood: Int64) {
        guard let last = days.last else { return }
        days[days.count - 1].minutes = max(last.minutes, stood)
    }

    /// A day's longest stretch, in minutes; nil for a day of which nothing is known. A day on which nobody looked at all
    /// is one of those.
    func longest(on day: Day) -> Int64? {
        days.first { $0.day == day }?.minutes
    }
}
