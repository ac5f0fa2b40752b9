import Facilities

/// For how long something was seen standing without a break, by day. Time in which nobody heard of it does not count: it is
/// evidence that work was possible, where `Standing` is evidence that it was not.
struct SeenStanding: Codable, Hashable, Sendable {
    private struct Longest: Codable, Hashable, Sendable {
        var day: Day
        var minutes: Int64
    }

    private var days: [Longest] = []
    /// Since when it stands, and when that was last seen, in minutes since 1970.
    private var since: Int64?
    private var last: Int64?

    /// What is entered within a week finds its day.
    private static let kept = 9
    /// A longer time without a word of it, in minutes, is a break.
    private static let gap: Int64 = 5

    init() {}

    /// Takes in whether it stands, nil where nobody knows.
    ///
    /// - Parameter utcOffset: of the days, in seconds.
    mutating func take(_ stands: Bool?, at time: Timestamp, utcOffset: Int) {
        let (day, minute) = (time.day(utcOffset: utcOffset), time.milliseconds / 60_000)
        // A clock that was ahead leaves days that are still to come.
        days.removeAll { $0.day > day }
        if let last, minute < last || minute - last > Self.gap { since = nil }
        since = stands == true ? since ?? minute : nil
        last = minute
        let stood = since.map { minute - $0 } ?? 0
        if stands != nil, days.last.map({ $0.day < day }) ?? true {
            // A stretch that began on an earlier day belongs to both.
            days = days.suffix(Self.kept - 1) + [Longest(day: day, minutes: 0)]
        }
        guard days.last?.day == day else { return }
        days[days.count - 1].minutes = max(days[days.count - 1].minutes, stood)
    }

    /// A day's longest stretch, in minutes; nil for a day on which nobody saw it.
    func longest(on day: Day) -> Int64? { days.first { $0.day == day }?.minutes }
}
