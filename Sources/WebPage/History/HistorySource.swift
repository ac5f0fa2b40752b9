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
    /// What the gateway lost and entered in a time, in order; nil where the journal cannot be read.
    func losses(in time: Range<Timestamp>) async -> [KeptEntry]?
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
        var (accounts, records): ([Day: Account], [Record]) = ([:], [])
        for entry in entries {
            switch entry.content {
            case .account(let account): accounts[account.day] = accounts[account.day] ?? account
            case .record(let record): records.append(record)
            default: break
            }
        }
        (self.accounts, self.today) = (accounts, today)
        work = WorkTime(records.reversed())
    }

    /// What was seen on a day; nil where nothing is kept of it.
    public func counted(_ day: Day) -> CountedDay? {
        if let account = accounts[day] { return CountedDay(account) }
        return today.flatMap { $0.day == day ? $0 : nil }
    }
}

/// The times in which people said that they worked on instruments or plant, in the order in which they were entered.
public struct WorkTime: Hashable, Sendable {
    public private(set) var times: [Range<Timestamp>] = []

    /// As the rules take it: the newest work on a device, or on the whole facility, ends what was announced of the same before. What is
    /// entered late changes nothing.
    ///
    /// - Parameter records: in the order in which they were entered; only those of maintenance count.
    public init(_ records: some Sequence<Record>) {
        var announced: [DeviceID?: [Range<Timestamp>]] = [:]
        for record in records {
            guard let work = record.body as? Maintenance else { continue }
            var times = announced[work.device] ?? []
            if let last = times.last {
                guard last.lowerBound <= record.at else { continue }
                times[times.count - 1] = last.clamped(to: last.lowerBound..<record.at)
            }
            times.append(record.at..<max(record.at, work.until))
            announced[work.device] = times
        }
        times = announced.values.joined().filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// How long of a time was worked, what overlaps counted once.
    public func length(in time: Range<Timestamp>) -> Duration {
        var (sum, end) = (Duration.zero, time.lowerBound)
        for work in times where work.overlaps(time) {
            let (from, to) = (max(work.lowerBound, end), min(work.upperBound, time.upperBound))
            if from < to { (sum, end) = (sum + (to - from), to) }
        }
        return sum
    }
}
