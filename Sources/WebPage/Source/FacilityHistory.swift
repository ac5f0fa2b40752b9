public import Facilities

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
