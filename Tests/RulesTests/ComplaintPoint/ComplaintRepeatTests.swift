import Facilities
import Testing

@testable import Rules

@Suite struct ComplaintRepeatTests {
    private func complaint(_ id: String, _ place: String?, day: Int) -> Event {
        record(Complaint(id: id, text: "", place: place), afterHours: day * 24)
    }

    private func rules(after events: [Event], limits: [String: Measure] = [:]) -> FacilityRules {
        var rules = facility(.complaintPoint(ComplaintSettings()), limits: limits)
        for event in events { _ = rules.consider(event) }
        return rules
    }

    private func causes(_ events: [Event], limits: [String: Measure] = [:]) -> [String] {
        rules(after: events, limits: limits).status.findings.filter { $0.rule == "complaint.repeat" }.map(\.cause)
    }

    private var two: [Event] { [.tick(start), complaint("1", "中山路1号", day: -9), complaint("2", "中山路1号", day: -5)] }

    @Test func threeOfOnePlaceAreAFinding() throws {
        #expect(causes(two) == [])
        let rules = rules(after: two + [complaint("3", "中山路1号", day: 0)])
        let finding = try #require(rules.finding(of: "complaint.repeat"))
        #expect((finding.level, finding.cause, finding.figure) == (.yellow, "中山路1号", 3))
        #expect(finding.text.zh == "同一地点30天内有3起投诉（2026-11-14至2026-11-23，最近一件3），达到3起")
        #expect(finding.since == start)
    }

    @Test(arguments: ["中山路 1 号", "中山路１号", "（中山路1号）"]) func spellingMakesNoDifference(place: String) {
        #expect(causes(two + [complaint("3", place, day: 0)]) == ["中山路1号"])
    }

    @Test func twelveThreeIsNotOneHundredAndTwentyThree() {
        let places = ["12-3号", "12-3号", "123号"]
        #expect(causes(places.enumerated().map { complaint("\($0)", $1, day: 0) }) == [])
    }

    @Test func otherPlacesDoNotCount() {
        #expect(causes(two + [complaint("3", "中山路2号", day: 0)]) == [])
    }

    @Test func withoutAPlaceItIsThePoint() {
        let events = [complaint("1", nil, day: 0), complaint("2", "", day: 0), complaint("3", "。", day: 0)]
        let rules = rules(after: events)
        #expect(rules.finding(of: "complaint.repeat")?.cause == code.description)
        #expect(rules.finding(of: "complaint.repeat")?.text.zh.hasPrefix("试验") == true)
    }

    @Test func whatIsThirtyDaysOldCountsNoLonger() {
        let events = two + [complaint("3", "中山路1号", day: 0)]
        #expect(causes(events + [tick(afterHours: 21 * 24)]) == ["中山路1号"])
        #expect(causes(events + [tick(afterHours: 21 * 24, seconds: 1)]) == [])
    }

    @Test func closingTakesNothingAway() {
        let closing = record(ClosedComplaint(id: "3", text: ""))
        #expect(causes(two + [complaint("3", "中山路1号", day: 0), closing]) == ["中山路1号"])
    }

    @Test func theSameRecordTwiceIsOne() {
        #expect(causes(two + [complaint("2", "中山路1号", day: -5)]) == [])
    }

    @Test func aComplaintThatIsEnteredLateCountsByItsOwnTime() {
        #expect(causes(two + [complaint("3", "中山路1号", day: -29)]) == ["中山路1号"])
        #expect(causes(two + [complaint("3", "中山路1号", day: -31)]) == [])
    }

    @Test func theCauseIsDueAWeekLaterAndStaysDue() {
        let step = NextStep(.findCause, due: Day("2026-11-30")!)
        var rules = rules(after: two + [complaint("3", "中山路1号", day: 0)])
        for event in [tick(afterHours: 240), complaint("4", "中山路1号", day: 10), tick(afterHours: 24 * 22)] {
            _ = rules.consider(event)
            #expect(rules.step(of: "complaint.repeat") == step)
        }
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        #expect(causes(two, limits: ["repeatCount": Measure(2, .one)]) == ["中山路1号"])
        let events = two + [complaint("3", "中山路1号", day: 0)]
        #expect(causes(events, limits: ["repeatWithin": Measure(8, .day)]) == [])
    }
}
