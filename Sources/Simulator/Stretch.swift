import Facilities

/// A period between two times, limited to some hours of some weekdays.
struct Window: Sendable {
    var from: Timestamp
    var until: Timestamp
    /// The hours, in seconds since midnight; nil for the whole day.
    var hours: Range<Int>?
    /// The weekdays, counted from Monday as 0; nil for all.
    var weekdays: ClosedRange<Int>?

    func holds(at moment: LocalMoment) -> Bool {
        from <= moment.time && moment.time < until
            && (weekdays?.contains(moment.weekday) ?? true) && (hours?.contains(moment.secondsOfDay) ?? true)
    }

    /// Returns the progress at a moment: 0 at the beginning of the window, 1 at its end. If the window has hours, those
    /// of each day count instead.
    func progress(at moment: LocalMoment) -> Double {
        if let hours { return Double(moment.secondsOfDay - hours.lowerBound) / Double(hours.count) }
        return (moment.time - from).inSeconds / (until - from).inSeconds
    }
}

/// One line of a scenario's timeline: the values that a device measures during a window.
struct Stretch: Sendable {
    /// A value that is constant, or one that changes linearly over the window.
    struct Value: Sendable {
        var first: Double
        var last: Double

        func at(_ progress: Double) -> Double { first + (last - first) * progress }
    }

    var unit: UInt8
    var window: Window
    /// The values by point, in the unit of its readings.
    var values: [String: Value]
}

/// A moment in local time, as a clock and a calendar show it.
struct LocalMoment {
    var time: Timestamp
    var secondsOfDay: Int
    /// The weekday, counted from Monday as 0.
    var weekday: Int

    init(_ time: Timestamp, utcOffset: Int) {
        self.time = time
        secondsOfDay = Int(time.secondsOfDay(utcOffset: utcOffset))
        // 1970-01-01 was a Thursday.
        weekday = Int((time.day(utcOffset: utcOffset).number + 3) % 7)
    }
}
