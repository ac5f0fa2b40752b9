public import Facilities

/// The source of the past: lights of days, means, and records.
public protocol HistorySource: Sendable {
    /// Returns the history of a facility since a day; nil if the journal cannot be read.
    func history(of code: Facility.Code, since day: Day) async -> FacilityHistory?
    /// Returns the first day that has an account; nil if there is none, or if the journal cannot be read.
    func firstDay(of code: Facility.Code) async -> Day?
    /// Returns the records of a facility about a time, newest first and at most `limit` of them; nil if the journal
    /// cannot be read.
    func acts(of code: Facility.Code, in time: Range<Timestamp>, limit: Int) async -> [KeptEntry]?
    /// Returns the means of the intervals that begin in a time, in order; nil if the journal cannot be read.
    func means(
        of code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) async -> [Aggregate]?
    /// Returns the minutes of each device on a day, with the reasons of the gaps; nil if the journal cannot be
    /// read.
    func devices(of code: Facility.Code, on day: Day) async -> [DeviceMinutes]?
}

/// The stored history of a facility by days.
public struct FacilityHistory: Hashable, Sendable {
    /// The accounts of past days.
    public var accounts: [Day: Account]
    /// The times of work on instruments or plant, from records of maintenance.
    public var work: WorkTime
    /// The lights of today so far; nil before the first event after a start.
    public var today: CountedDay?

    /// - Parameter entries: accounts of days and records, newest first. If a day has two accounts, the newer one
    ///   counts.
    public init(_ entries: [KeptEntry], today: CountedDay?) {
        var accounts: [Day: Account] = [:]
        for account in entries.compactMap(\.account) { accounts[account.day] = accounts[account.day] ?? account }
        (self.accounts, self.today) = (accounts, today)
        work = WorkTime(entries.reversed())
    }

    /// Returns the lights of a day; nil if nothing is stored of it.
    public func counted(_ day: Day) -> CountedDay? {
        if let account = accounts[day] { return CountedDay(account) }
        return today?.day == day ? today : nil
    }
}

/// The times of work on instruments or plant, from records of maintenance.
public struct WorkTime: Hashable, Sendable {
    /// One continuous time of work.
    public struct Stretch: Hashable, Sendable {
        /// The time from its beginning to its announced or actual end.
        public var time: Range<Timestamp>
        /// The device that was worked on; nil for the whole facility.
        public var device: DeviceID?
        /// Whether it was maintenance or calibration.
        public var mode: Maintenance.Mode
    }

    /// The times of work in the order in which they begin.
    public private(set) var stretches: [Stretch] = []

    /// Reads records of maintenance in the same way as the rules. A newer record on a device, or on the whole
    /// facility, ends earlier announced work on the same. A record that is entered late does not change the time
    /// before it was entered, since the measurements of that time were judged normally.
    ///
    /// - Parameter entries: entries in the order in which they were made. Only records of maintenance count.
    public init(_ entries: some Sequence<KeptEntry>) {
        typealias Announced = (at: Timestamp, time: Range<Timestamp>, mode: Maintenance.Mode)
        var announced: [DeviceID?: [Announced]] = [:]
        for entry in entries {
            guard case .record(let record) = entry.content, let work = record.body as? Maintenance else { continue }
            let begin = max(record.at, entry.time)
            var times = announced[work.device] ?? []
            if let last = times.last {
                guard last.at <= record.at else { continue }
                let first = last.time.lowerBound
                times[times.count - 1].time = first..<min(last.time.upperBound, max(first, begin))
            }
            times.append((record.at, begin..<max(begin, work.until), work.mode))
            announced[work.device] = times
        }
        let all = announced.flatMap { device, times in
            times.map { Stretch(time: $0.time, device: device, mode: $0.mode) }
        }
        stretches = all.filter { !$0.time.isEmpty }.sorted {
            ($0.time.lowerBound, $0.device?.description ?? "") < ($1.time.lowerBound, $1.device?.description ?? "")
        }
    }

    /// Returns for how long in a time the whole facility was worked on. Work on a single device does not count.
    public func length(in time: Range<Timestamp>) -> Duration {
        var (sum, end) = (Duration.zero, time.lowerBound)
        for work in stretches where work.device == nil && work.time.overlaps(time) {
            let (from, to) = (max(work.time.lowerBound, end), min(work.time.upperBound, time.upperBound))
            if from < to { (sum, end) = (sum + (to - from), to) }
        }
        return sum
    }
}
