import Facilities

/// The data of the page of a day.
struct DayData {
    var day: Day
    /// The hours of each light and the coverage; nil if nothing is stored of the day.
    var counted: CountedDay?
    /// The account of the day; nil for today, or if none is stored.
    var account: Account?
    /// The minutes of each device, with the reasons of its gaps.
    var devices: [DeviceMinutes]
    /// The records and findings of the day, oldest first.
    var entries: [KeptEntry]
    var work: WorkTime

    /// The largest number of entries on the page.
    static let most = 200
}

extension PageSource {
    /// Returns the data of a day; nil if the journal cannot be read.
    func data(of code: Facility.Code, on day: Day, _ time: PageTime) async -> DayData? {
        let (start, end) = (day.start(utcOffset: time.utcOffset), (day + 1).start(utcOffset: time.utcOffset))
        guard
            let entries = await entries(of: code, LedgerChoice().kinds, in: start..<end, after: 0, limit: DayData.most),
            let devices = await devices(of: code, on: day),
            // Announced work lasts for a week at most.
            let acts = await acts(of: code, in: start - Maintenance.longest..<end, limit: DayData.most)
        else { return nil }
        var data = DayData(day: day, devices: devices, entries: entries, work: WorkTime(acts.reversed()))
        if day == time.today {
            data.counted = await history(of: code, since: day)?.today
        } else {
            // An account is entered when the gateway next runs, after the missing accounts of earlier days.
            let accounts = await self.entries(of: code, [.account], in: end..<time.now, after: 0, limit: 40)
            data.account = accounts?.compactMap(\.account).last { $0.day == day }
            data.counted = data.account.map(CountedDay.init)
        }
        return data
    }
}
