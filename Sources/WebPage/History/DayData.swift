import Facilities

/// What the page of a day is made of.
struct DayData {
    var day: Day
    /// What was seen of it; nil where nothing is kept.
    var counted: CountedDay?
    /// The account of the day; nil of today, and where none is kept.
    var account: Account?
    /// The means of quarters of an hour.
    var quarters: [Aggregate]
    /// What was entered and found on the day, in order.
    var entries: [KeptEntry]
    /// Which findings came and went, and what was lost: they say why something was missing.
    var causes: [KeptEntry]
    /// How far what is read of findings goes: one of which no end is known is taken to have lasted so long.
    var causesEnd: Timestamp
    var work: WorkTime

    /// Entries of a day that its page shows.
    static let most = 200
    /// How long after a day an end of what was found on it is looked for. Of what lasts longer only its beginning is read.
    fileprivate static let longest = Duration.days(31)
}

extension PageSource {
    /// Nil where the journal cannot be read.
    func data(of code: Facility.Code, on day: Day, _ time: PageTime) async -> DayData? {
        let (start, end) = (day.start(utcOffset: time.utcOffset), (day + 1).start(utcOffset: time.utcOffset))
        let later = end + .days(3)
        let latest = min(max(later, time.now), end + DayData.longest)
        guard
            let entries = await entries(of: code, LedgerChoice().kinds, in: start..<end, after: 0, limit: DayData.most),
            let quarters = await means(of: code, .quarter, in: start..<end),
            let raised = await self.entries(of: code, [.raised], in: start..<later, after: 0, limit: DayData.most),
            let cleared = await self.entries(of: code, [.cleared], in: start..<latest, after: 0, limit: DayData.most),
            let losses = await losses(in: start..<later),
            // What is announced lasts for a week at most.
            let acts = await acts(of: code, in: start - Maintenance.longest..<end, limit: DayData.most)
        else { return nil }
        // Where there are more, nothing is known behind the last that was read.
        let known = cleared.count < DayData.most ? latest : cleared.last?.time ?? latest
        var data = DayData(
            day: day, quarters: quarters, entries: entries, causes: raised + cleared + losses, causesEnd: known,
            work: WorkTime(acts.reversed()))
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
