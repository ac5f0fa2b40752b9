import Facilities

/// The valid minutes of one channel in the hour that is going on, how many the last full hour had, and the valid hours of
/// the day before.
struct CaptureHour: Codable, Hashable, Sendable {
    /// An hour that is over.
    struct Closed {
        var start: Timestamp
        /// Minutes with a valid value, 0 to 60.
        var minutes: Int
        /// Whether it was there from its beginning: the hour in which the first sample came is not held against anybody.
        var isWhole: Bool
    }

    private var start: Timestamp
    private var minutes: CoveredMinutes
    private var isWhole = false
    private(set) var last: Int?
    private(set) var gap = Hold()
    /// Nil where it was remembered before days were counted.
    private var days: ValidHours?

    init(at time: Timestamp) {
        start = time.start(ofInterval: .hours(1))
        minutes = CoveredMinutes(from: start.milliseconds / 60_000)
    }

    /// - Parameter minutes: those of the hour that have a value, as older forms remembered them.
    init(start: Timestamp, minutes: [Int64], isWhole: Bool, last: Int?, gap: Hold) {
        let through = minutes.max().map { $0 + 1 } ?? start.milliseconds / 60_000
        (self.start, self.minutes) = (start, CoveredMinutes(from: through, count: minutes.count))
        (self.isWhole, self.last, self.gap) = (isWhole, last, gap)
    }

    /// The valid hours of the day before; nil where that day was not there as a whole.
    var yesterday: ValidHours.Count? { days?.yesterday }

    mutating func add(at time: Timestamp, period: Duration) {
        guard time >= start else { return }
        minutes.add(at: time.milliseconds, period: period)
    }

    /// Closes the hours that are over.
    ///
    /// - Parameters:
    ///   - least: the share of an hour's minutes with which it is valid, in percent.
    ///   - closed: is called with each of them.
    mutating func pass(
        to time: Timestamp, least: Limit, utcOffset: Int, closed: (Closed) -> Void = { _ in }
    ) {
        guard time.milliseconds - start.milliseconds >= 3_600_000 else { return }
        let now = time.start(ofInterval: .hours(1))
        // The clock was set: the hour that was counted is none of the clock's.
        guard start == start.start(ofInterval: .hours(1)) else {
            (start, minutes, isWhole) = (now, CoveredMinutes(from: now.milliseconds / 60_000), false)
            return
        }
        var days = self.days ?? ValidHours()
        while start < now {
            let end = start + .hours(1)
            let hour = Closed(start: start, minutes: minutes.close(at: end.milliseconds / 60_000), isWhole: isWhole)
            if isWhole { last = hour.minutes }
            days.add(hour, least: least, of: start.day(utcOffset: utcOffset))
            closed(hour)
            (start, isWhole) = (end, true)
        }
        days.begin(now.day(utcOffset: utcOffset))
        self.days = days
        let isShort = last.map { Self.share($0) < least.value }
        gap.update(isShort, at: now - .hours(1), onDelay: .zero, offDelay: .zero)
    }

    /// In percent.
    static func share(_ minutes: Int) -> Double { Double(minutes) / 60 * 100 }
}

/// The valid hours of a day as they pass, and those of the day before.
struct ValidHours: Codable, Hashable, Sendable {
    struct Count: Codable, Hashable, Sendable {
        var day: Day
        /// Hours that were there as a whole.
        var hours = 0
        var valid = 0
    }

    private var today: Count?
    /// Nil where that day was not there as a whole.
    private(set) var yesterday: Count?

    mutating func add(_ hour: CaptureHour.Closed, least: Limit, of day: Day) {
        begin(day)
        guard hour.isWhole, var count = today else { return }
        count.hours += 1
        if CaptureHour.share(hour.minutes) >= least.value { count.valid += 1 }
        today = count
    }

    /// A day has begun, if it was not that day before.
    mutating func begin(_ day: Day) {
        guard day != today?.day else { return }
        yesterday = today.flatMap { $0.hours == 24 ? $0 : nil }
        today = Count(day: day)
    }
}
