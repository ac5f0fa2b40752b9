import Facilities

/// What the page of a day is made of.
struct DayData {
    var day: Day
    /// What was seen of it; nil where nothing is kept.
    var counted: CountedDay?
    /// The account of the day; nil of today, and where none is kept.
    var account: Account?
    /// What each device gave, and why not more.
    var devices: [DeviceMinutes]
    /// What was entered and found on the day, in order.
    var entries: [KeptEntry]
    var work: WorkTime

    /// Entries of a day that its page shows.
    static let most = 200
}

extension PageSource {
    /// Nil where the journal cannot be read.
    func data(of code: Facility.Code, on day: Day, _ time: PageTime) async -> DayData? {
        let (start, end) = (day.start(utcOffset: time.utcOffset), (day + 1).start(utcOffset: time.utcOffset))
        guard
            let entries = await entries(of: code, LedgerChoice().kinds, in: start..<end, after: 0, limit: DayData.most),
            let devices = await devices(of: code, on: day),
            // What is announced lasts for a week at most.
            let acts = await acts(of: code, in: start - Maintenance.longest..<end, limit: DayData.most)
        else { return nil }
        var data = DayData(day: day, devices: devices, entries: entries, work: WorkTime(acts.reversed()))
        if day == time.today {
            data.counted = await history(of: code, since: day)?.today
        } else {
            // It is entered when the gateway runs next, after those of the days before that have none yet.
            let accounts = await self.entries(of: code, [.account], in: end..<time.now, after: 0, limit: 40)
            data.account = accounts?.compactMap(\.account).last { $0.day == day }
            data.counted = data.account.map(CountedDay.init)
        }
        return data
    }
}

extension KeptEntry {
    /// Nil for what is no record.
    var record: Record? { if case .record(let record) = content { record } else { nil } }

    /// Nil for what is no account.
    var account: Account? { if case .account(let account) = content { account } else { nil } }
}
