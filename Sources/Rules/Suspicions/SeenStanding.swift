import Facilities

/// The longest time for which equipment was seen standing, by day. Time without a signal does not count: this is
/// evidence that work was possible, where `Standing` is evidence that it was not.
struct SeenStanding: Codable, Hashable, Sendable {
    private struct Longest: Codable, Hashable, Sendable {
        var day: Day
        var minutes: Int64
    }

    private var days: [Longest] = []
    /// The minute since 1970 from which it stands; nil while it does not.
    private var since: Int64?
    private var last: Int64?

    /// The days that are kept, for records that are entered within a week.
    private static let kept = 9
    /// The time without a signal, in minutes, that interrupts standing.
    private static let gap: Int64 = 5

    init() {}

    /// Takes in whether it stands; nil where that is unknown.
    ///
    /// - Parameter utcOffset: The seconds by which the site's days are ahead of UTC.
    mutating func take(_ stands: Bool?, at time: Timestamp, utcOffset: Int) {
        let (day, minute) = (time.day(utcOffset: utcOffset), time.milliseconds / 60_000)
        // A clock that was ahead can have left days in the future.
        days.removeAll { $0.day > day }
        if let last, minute < last || minute - last > Self.gap { since = nil }
        since = stands == true ? since ?? minute : nil
        last = minute
        let stood = since.map { minute - $0 } ?? 0
        if stands != nil, days.last?.day != day {
            // A stretch that began on an earlier day belongs to both.
            days = days.suffix(Self.kept - 1) + [Longest(day: day, minutes: 0)]
        }
        guard days.last?.day == day else { return }
        days[days.count - 1].minutes = max(days[days.count - 1].minutes, stood)
    }

    /// Returns a day's longest time of standing, in minutes; nil for a day on which it was not seen.
    func longest(on day: Day) -> Int64? { days.first { $0.day == day }?.minutes }
}
