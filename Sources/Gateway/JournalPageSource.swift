import Facilities
import Journal
import WebPage

/// Shows on the page what is kept, as the broker does: never more.
struct JournalPageSource: PageSource {
    let intake: Intake
    let journal: Journal
    let page: Configuration.PageSettings

    /// Records and findings that a page shows.
    private static let entries = 12

    func statuses() async -> [Status] {
        await intake.statuses.sorted { $0.key < $1.key }.map(\.value.status)
    }

    func detail(of code: Facility.Code) async -> FacilityDetail? {
        guard let status = await intake.statuses[code]?.status else { return nil }
        return FacilityDetail(
            status: status, samples: await intake.latestSamples(of: code),
            entries: (try? journal.entries(of: code, limit: Self.entries)) ?? [], url: page.url(of: code)
        )
    }

    func now() -> Timestamp { .now }
}
