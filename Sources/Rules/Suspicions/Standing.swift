import Facilities

/// The longest time for which equipment may have stood, by day: work that needs a standstill was not done on a day on
/// which it ran throughout. Time without a signal counts as standing.
struct Standing: Codable, Hashable, Sendable {
    /// The longest time of a day in which it was not seen running.
    private struct Longest: Codable, Hashable, Sendable {
        var day: Day
        var minutes: Int64
    }

    private var days: [Longest] = []
    /// The minute since 1970 in which it was last seen running, or else in which the first day began.
    private var ran: Int64?

    /// The days that are kept, for records that are entered within a week.
    private static let kept = 9

    init() {}

    /// Takes in whether it runs; nil where that is unknown.
    ///
    /// - Parameter utcOffset: The seconds by which the site's days are ahead of UTC.
    mutating func take(_ runs: Bool?, at time: Timestamp, utcOffset: Int) {
        let day = time.day(utcOffset: utcOffset)
        let minute = time.milliseconds / 60_000
        // A clock that was ahead can have left a time and days in the future.
        days.removeAll { $0.day > day }
        let since = min(ran ?? day.start(utcOffset: utcOffset).milliseconds / 60_000, minute)
        ran = runs == true ? minute : since
        note(minute - since)
        if days.last?.day != day {
            days = days.suffix(Self.kept - 1) + [Longest(day: day, minutes: 0)]
            note(minute - since)
        }
    }

    /// Notes a time of standing; one that began on an earlier day belongs to that day too.
    private mutating func note(_ stood: Int64) {
        guard let last = days.last else { return }
        days[days.count - 1].minutes = max(last.minutes, stood)
    }

    /// Returns a day's longest time, in minutes; nil for a day without any event.
    func longest(on day: Day) -> Int64? {
        days.first { $0.day == day }?.minutes
    }
}
