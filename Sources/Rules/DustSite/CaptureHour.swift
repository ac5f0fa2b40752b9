import Facilities

/// The valid minutes of one channel in the open hour, the minutes of the last full hour, and the valid hours of the day
/// before.
struct CaptureHour: Codable, Hashable, Sendable {
    private var start: Timestamp
    private var minutes: CoveredMinutes
    private var isWhole = false
    private(set) var last: Int?
    private(set) var gap = Hold()
    /// The valid hours; nil where the state was remembered before days were counted.
    private var days: ValidHours?

    init(at time: Timestamp) {
        start = time.start(ofInterval: .hours(1))
        minutes = CoveredMinutes(from: start.milliseconds / 60_000)
    }

    /// Creates the state from what older forms remembered.
    ///
    /// - Parameter minutes: The minutes of the open hour that have a value.
    init(start: Timestamp, minutes: [Int64], isWhole: Bool, last: Int?, gap: Hold) {
        let through = minutes.max().map { $0 + 1 } ?? start.milliseconds / 60_000
        (self.start, self.minutes) = (start, CoveredMinutes(from: through, count: minutes.count))
        (self.isWhole, self.last, self.gap) = (isWhole, last, gap)
    }

    /// The valid hours of the day before; nil where the channel was not there for the whole day.
    var yesterday: ValidHours.Count? { days?.yesterday }

    mutating func add(at time: Timestamp, period: Duration) {
        guard time >= start else { return }
        minutes.add(at: time.milliseconds, period: period)
    }

    /// Closes the hours that are over.
    ///
    /// - Parameters:
    ///   - least: The share of an hour's minutes with which it is valid, in per cent.
    ///   - closed: Called with each of these hours.
    mutating func pass(
        to time: Timestamp, least: Limit, utcOffset: Int, closed: (ClosedHour) -> Void = { _ in }
    ) {
        guard time.milliseconds - start.milliseconds >= 3_600_000 else { return }
        let now = time.start(ofInterval: .hours(1))
        // The clock was set, so that the counted hour is not one of the clock's.
        guard start == start.start(ofInterval: .hours(1)) else {
            (start, minutes, isWhole) = (now, CoveredMinutes(from: now.milliseconds / 60_000), false)
            return
        }
        var days = self.days ?? ValidHours()
        while start < now {
            let end = start + .hours(1)
            let hour = ClosedHour(start: start, minutes: minutes.close(at: end.milliseconds / 60_000), isWhole: isWhole)
            if isWhole { last = hour.minutes }
            days.add(hour, least: least, of: start.day(utcOffset: utcOffset))
            closed(hour)
            (start, isWhole) = (end, true)
        }
        days.begin(now.day(utcOffset: utcOffset))
        self.days = days
        let isShort = last.map { ClosedHour.share(ofMinutes: $0) < least.value }
        gap.update(isShort, at: now - .hours(1), onDelay: .zero, offDelay: .zero)
    }
}
