import Facilities

/// The valid hours of a day as they pass, and those of the day before.
struct ValidHours: Codable, Hashable, Sendable {
    struct Count: Codable, Hashable, Sendable {
        var day: Day
        /// The hours for which the channel was there.
        var hours = 0
        var valid = 0
    }

    private var today: Count?
    /// The count of the day before; nil where the channel was not there for the whole day.
    private(set) var yesterday: Count?

    mutating func add(_ hour: ClosedHour, least: Limit, of day: Day) {
        begin(day)
        guard hour.isWhole, var count = today else { return }
        count.hours += 1
        if hour.share >= least.value { count.valid += 1 }
        today = count
    }

    /// Starts a day, unless it is the open one.
    mutating func begin(_ day: Day) {
        guard day != today?.day else { return }
        yesterday = today.flatMap { $0.hours == 24 ? $0 : nil }
        today = Count(day: day)
    }
}
