public import Facilities

/// Where the page gets what was: lights of days, means, and what people did.
public protocol HistorySource: Sendable {
    /// What is kept of the days of a facility since one; nil where the journal cannot be read.
    func history(of code: Facility.Code, since day: Day) async -> FacilityHistory?
    /// The first day of which a facility has an account; nil where there is none, or the journal cannot be read.
    func firstDay(of code: Facility.Code) async -> Day?
    /// What people entered of a time at a facility, the newest first and at most `limit` of it; nil where the journal cannot be read.
    func acts(of code: Facility.Code, in time: Range<Timestamp>, limit: Int) async -> [KeptEntry]?
    /// The means of the intervals that begin in a time, in order; nil where the journal cannot be read.
    func means(
        of code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) async -> [Aggregate]?
    /// What each device of a facility gave on a day so far, and why not more; nil where the journal cannot be read.
    func devices(of code: Facility.Code, on day: Day) async -> [DeviceMinutes]?
}

/// What is kept of the days of a facility.
public struct FacilityHistory: Hashable, Sendable {
    /// Of days that are over, by the day.
    public var accounts: [Day: Account]
    /// The times in which people said that they worked on instruments or plant.
    public var work: WorkTime
    /// What was seen of today so far; nil before the first event after a start.
    public var today: CountedDay?

    /// - Parameter entries: accounts of days and records, the newest first. Of two accounts of a day the newer one counts.
    public init(_ entries: [KeptEntry], today: CountedDay?) {
        var accounts: [Day: Account] = [:]
        for account in entries.compactMap(\.account) { accounts[account.day] = accounts[account.day] ?? account }
        (self.accounts, self.today) = (accounts, today)
        work = WorkTime(entries.reversed())
    }

    /// What was seen on a day; nil where nothing is kept of it.
    public func counted(_ day: Day) -> CountedDay? {
        if let account = accounts[day] { return CountedDay(account) }
        return today.flatMap { $0.day == day ? $0 : nil }
    }
}

/// The times in which people said that they worked on instruments or plant.
public struct WorkTime: Hashable, Sendable {
    public struct Stretch: Hashable, Sendable {
        public var time: Range<Timestamp>
        /// Nil for the whole facility.
        public var device: DeviceID?
        public var mode: Maintenance.Mode
    }

    /// In order of time.
    public private(set) var stretches: [Stretch] = []

    /// As the rules take it: the newest work on a device, or on the whole facility, ends what was announced of the same before. What is
    /// entered late changes nothing of the time before it was entered: nobody looked at what was measured then as at work.
    ///
    /// - Parameter entries: in the order in which they were entered; only records of maintenance count.
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

    /// How long of a time the whole facility was worked on. Work on one device is none of the others.
    public func length(in time: Range<Timestamp>) -> Duration {
        var (sum, end) = (Duration.zero, time.lowerBound)
        for work in stretches where work.device == nil && work.time.overlaps(time) {
            let (from, to) = (max(work.time.lowerBound, end), min(work.time.upperBound, time.upperBound))
            if from < to { (sum, end) = (sum + (to - from), to) }
        }
        return sum
    }
}
