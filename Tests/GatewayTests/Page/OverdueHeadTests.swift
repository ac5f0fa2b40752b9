import Facilities
import Rules
import Testing

@testable import WebPage

/// E2: what a rule finds, as the head of the page says it on the day of the installation.
@Suite struct OverdueHeadTests {
    private static func head(at now: String, _ settings: Facility.Settings) -> FacilityView {
        let now = Timestamp(now)!
        let code = Facility.Code("NJ320104F000025")!
        var rules = FacilityRules(for: Facility(code: code, name: "店", settings: settings))
        _ = rules.consider(.tick(now))
        let detail = FacilityDetail(status: rules.status)
        return FacilityView(detail, time: PageTime(now: now, utcOffset: 28_800, language: .zh))
    }

    /// The day after, and 118 days after; at 22:38 and just after midnight in Nanjing.
    @Test(arguments: [
        ("2026-08-02T14:38:00Z", "清洗逾期1天", "2026-08-01 起 · 1 天"),
        ("2026-11-27T14:38:00Z", "清洗逾期118天", "2026-08-01 起 · 118 天"),
        ("2026-11-26T16:00:00Z", "清洗逾期118天", "2026-08-01 起 · 118 天"),
        ("2026-11-26T15:59:59Z", "清洗逾期117天", "2026-08-01 起 · 117 天"),
    ]) func aCleaningIsOverdueSinceItWasDue(now: String, reason: String, since: String) {
        let settings = FumeSettings(stoves: 4, lastCleaned: Day("2026-06-01"))
        let view = Self.head(at: now, .fumePurifier(settings))
        #expect(view.light == "red" && view.reason == reason && view.since == since)
    }
}
