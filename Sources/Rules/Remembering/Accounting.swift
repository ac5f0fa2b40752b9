import Facilities

/// Counts a facility's day: hours run, hours by light, minutes with data. A day is returned at the first tick after it.
struct Accounting: Codable, Hashable, Sendable {
    /// One day's figures, times in milliseconds.
    private struct Figures: Codable, Hashable, Sendable {
        var day: Day
        var running: Int64?
        var lights: [String: Int64] = [:]
        /// The light of each hour; nil for a day without the gateway.
        var hours: HourLights?
        var minutes: Int?
        /// The values of each device; nil for a day that is not over.
        var devices: [DeviceDay]?

        /// Returns the figures of the next day, with zero for each that was counted in this one.
        func next(_ day: Day) -> Figures {
            var next = Figures(day: day)
            if running != nil { next.running = 0 }
            if minutes != nil { next.minutes = 0 }
            return next
        }
    }

    private var today: Figures?
    private var ended: [Figures] = []
    private var last: Timestamp?
    private var light = Light.grey
    private var runs: Bool?
    private var minute: Int64?
    /// The counts by device; nil where the state was remembered before devices were counted.
    private var devices: DeviceCounting?

    /// The longest time without an event that still counts as time of the last light.
    private static let longest = Duration.minutes(10)

    /// Takes in the state of the facility after an event.
    ///
    /// - Parameter runs: Whether fan or engine runs; nil where nothing measures either.
    mutating func take(_ seen: Observed, light: Light, runs: Bool?) {
        // Records may be old, so that the first day is that of the first sample or tick.
        guard today != nil || seen.isOfNow else { return }
        let day = seen.today
        if devices == nil { devices = DeviceCounting() }
        let counted = devices?.take(seen) ?? []
        var figures = today ?? Figures(day: day)
        // Otherwise the first change would copy the figures, with every event.
        today = nil
        // The clock was ahead, so that the counts belong to today.
        if figures.day > day { figures.day = day }
        if figures.day < day {
            let midnight = (figures.day + 1).start(utcOffset: seen.facility.utcOffset)
            count(until: midnight, &figures, seen.facility.utcOffset)
            end(figures, counted)
            figures = figures.next(day)
        }
        count(until: seen.now, &figures, seen.facility.utcOffset)
        (last, self.light, self.runs) = (seen.now, light, runs)
        if runs != nil { figures.running = figures.running ?? 0 }
        if !seen.channels.isEmpty {
            figures.minutes = figures.minutes ?? 0
            if isNewMinute(seen) { figures.minutes? += 1 }
        }
        today = figures
    }

    /// Ends a day, and those after it on which the gateway did not run.
    private mutating func end(_ figures: Figures, _ counted: [DeviceCounting.Ended]) {
        var last = figures
        last.devices = counted.first { $0.day == figures.day }?.devices
        ended.append(last)
        for missed in counted where missed.day > figures.day {
            ended.append(Figures(day: missed.day, minutes: figures.minutes == nil ? nil : 0, devices: missed.devices))
        }
    }

    /// The values of each device today so far.
    var devicesToday: (day: Day, minutes: Int, devices: [DeviceDay])? { devices?.today }

    /// Returns the lights of today so far.
    func lightsToday(utcOffset: Int) -> CountedDay? {
        guard let figures = today, let last else { return nil }
        let passed = (last - figures.day.start(utcOffset: utcOffset)).milliseconds
        let hours = figures.lights.compactMap { name, time in
            Light(rawValue: name).map { ($0, Double(time) / 3_600_000) }
        }
        return CountedDay(
            figures.day, hours: Dictionary(uniqueKeysWithValues: hours), byHour: figures.hours?.lights(isOver: false),
            coverage: figures.minutes.map { min(1, Double($0) * 60_000 / Double(max(passed, 60_000))) },
            running: figures.running.map { Double($0) / 3_600_000 }, passed: Double(max(passed, 0)) / 3_600_000,
            online: devices?.today.flatMap { $0.day == figures.day ? $0.devices.online : nil })
    }

    private mutating func isNewMinute(_ seen: Observed) -> Bool {
        let now = seen.now.milliseconds / 60_000
        guard !seen.newReadings.isEmpty, seen.heard == seen.time, now != minute else { return false }
        minute = now
        return true
    }

    private mutating func count(until end: Timestamp, _ figures: inout Figures, _ utcOffset: Int) {
        defer { last = max(last ?? end, end) }
        guard let last, end > last, end - last <= Self.longest else { return }
        let milliseconds = (end - last).milliseconds
        // A day begun by a version without hours gets none, because its earlier lights are unknown.
        if figures.hours == nil, figures.lights.isEmpty { figures.hours = HourLights() }
        figures.lights[light.rawValue, default: 0] += milliseconds
        let begin = (last - figures.day.start(utcOffset: utcOffset)).milliseconds
        figures.hours?.add(light, begin..<begin + milliseconds)
        if runs == true { figures.running = (figures.running ?? 0) + milliseconds }
    }

    /// Returns the accounts of the days that are over, each once.
    mutating func accounts(_ rules: [any Rule]) -> [Account] {
        guard !ended.isEmpty else { return [] }
        var counters: [String: [String: Double]] = [:]
        var limits: [String: String] = [:]
        for rule in rules {
            if !rule.counters.isEmpty { counters[rule.name] = rule.counters }
            for limit in rule.limits { limits[limit.name] = limit.figure?.description }
        }
        let loosened = rules.loosened
        defer { ended = [] }
        return ended.map { figures in
            Account(
                day: figures.day, running: figures.running.map { Double($0) / 3_600_000 },
                lights: figures.lights.mapValues { Double($0) / 3_600_000 },
                byHour: figures.hours?.lights(isOver: true).map { $0?.rawValue },
                coverage: figures.minutes.map { min(1, Double($0) / 1440) }, counters: counters, limits: limits,
                loosened: loosened.isEmpty ? nil : loosened,
                devices: figures.devices.flatMap { $0.isEmpty ? nil : $0 }
            )
        }
    }
}
