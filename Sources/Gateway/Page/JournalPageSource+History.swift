import Facilities
import Journal
import WebPage

extension JournalPageSource {
    func history(of code: Facility.Code, since day: Day) async -> FacilityHistory? {
        let today = board.standing(of: code)?.lightsToday
        let entries = try? await journal.aside { try $0.dayEntries(of: code, since: day) }
        return entries.map { FacilityHistory($0, today: today) }
    }

    func firstDay(of code: Facility.Code) async -> Day? {
        try? await journal.aside { try $0.firstDay(of: code) }
    }

    func acts(of code: Facility.Code, in time: Range<Timestamp>, limit: Int) async -> [KeptEntry]? {
        try? await journal.aside { try $0.acts(of: code, in: time, limit: limit) }
    }

    func means(
        of code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>
    ) async -> [Aggregate]? {
        let kept = try? await journal.aside { try $0.aggregates(of: code, interval, in: time) }
        return kept?.map(\.content)
    }

    func devices(of code: Facility.Code, on day: Day) async -> [DeviceMinutes]? {
        let now = now()
        return try? await journal.aside { [inspections] _ in try inspections.devices(of: code, on: day, now: now) }
    }
}
