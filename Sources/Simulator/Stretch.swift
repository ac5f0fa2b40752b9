import Facilities

/// From a time to another, at some hours of some weekdays.
struct Window: Sendable {
    var from: Timestamp
    var until: Timestamp
    /// Seconds since midnight.
    var hours: Range<Int>?
    /// Monday is 0.
    var weekdays: ClosedRange<Int>?

    func holds(at moment: LocalMoment) -> Bool {
        from <= moment.time && moment.time < until
            && (weekdays?.contains(moment.weekday) ?? true) && (hours?.contains(moment.secondsOfDay) ?? true)
    }

    /// 0 at its beginning, 1 at its end: of the hours of each day if it has any.
    func progress(at moment: LocalMoment) -> Double {
        if let hours { return Double(moment.secondsOfDay - hours.lowerBound) / Double(hours.count) }
        return (moment.time - from).inSeconds / (until - from).inSeconds
    }
}

/// One line of a scenario's timeline: what a device measures for a while.
struct Stretch: Sendable {
    /// A value that stays, or one that goes in a straight line over the window.
    struct Value: Sendable {
        var first: Double
        var last: Double

        func at(_ progress: Double) -> Double { first + (last - first) * progress }
    }

    var unit: UInt8
    var window: Window
    /// By point, in the unit of its readings.
    var values: [String: Value]
}

/// A moment as a clock and a calendar on the wall show it.
struct LocalMoment {
    var time: Timestamp
    var secondsOfDay: Int
    /// Monday is 0.
    var weekday: Int

    init(_ time: Timestamp, utcOffset: Int) {
        self.time = time
        secondsOfDay = Int(time.secondsOfDay(utcOffset: utcOffset))
        // 1970-01-01 was a Thursday.
        weekday = Int((time.day(utcOffset: utcOffset).number + 3) % 7)
    }
}
