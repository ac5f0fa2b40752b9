import Facilities
import Testing

@testable import Rules

/// A permit for night work stands beside a finding of noise, and takes nothing of it away.
@Suite struct NightWorkTests {
    /// Hours from ten in the morning: a night begins after twelve.
    private static let night = 12

    private func noise(_ hours: Int, _ level: Double) -> [Event] {
        (0..<21).map { sample((hours * 60 + $0) * 60, Reading(.noise, level, .decibel)) }
    }

    private func permit(from: Int, until: Int, entered: Int = 0) -> Event {
        var measure = SiteMeasure([.night])
        (measure.permit, measure.permitFrom, measure.permitUntil) = ("夜许-1", moment(from), moment(until))
        return record(measure, afterHours: entered)
    }

    private func moment(_ hours: Int) -> Timestamp { start + .hours(hours) }

    private func finding(_ events: [Event]) -> Finding? {
        var rules = facility(.dustSite)
        for event in events { _ = rules.consider(event) }
        return rules.status.findings.first { $0.rule == "dust.noise" && $0.level == .red }
    }

    private static let note = "夜间有施工许可，噪声仍超标："

    @Test func theFindingStandsAndSaysThatWorkIsPermitted() {
        let without = finding(noise(Self.night, 60))
        let with = finding([permit(from: 12, until: 20)] + noise(Self.night, 60))
        #expect(without?.text.zh.hasPrefix(Self.note) == false)
        #expect(with?.text.zh.hasPrefix(Self.note) == true)
        #expect((with?.level, with?.figure, with?.since) == (without?.level, without?.figure, without?.since))
    }

    @Test(arguments: [(12, 13, true), (13, 20, false), (1, 12, false), (1, 13, true)])
    func itIsOfItsOwnTimeOnly(from: Int, until: Int, isNamed: Bool) {
        let seen = finding([permit(from: from, until: until)] + noise(Self.night, 60))
        #expect(seen?.text.zh.hasPrefix(Self.note) == isNamed)
    }

    @Test func byDayNobodySpeaksOfIt() {
        let seen = finding([permit(from: 0, until: 20)] + noise(1, 75))
        #expect(seen != nil && seen?.text.zh.hasPrefix(Self.note) == false)
    }

    @Test func theNewestPermitCountsAndARecordWithoutOneChangesNothing() {
        let events = [
            permit(from: 12, until: 20, entered: 1), permit(from: 1, until: 2, entered: 0),
            record(SiteMeasure([.spray]), afterHours: 2),
        ]
        #expect(finding(events + noise(Self.night, 60))?.text.zh.hasPrefix(Self.note) == true)
    }

    @Test func aMaximumOfTheNightSaysItToo() {
        let seen = finding([permit(from: 12, until: 20)] + Array(noise(Self.night, 71).prefix(1)))
        #expect(seen?.text.zh.hasPrefix(Self.note + "夜间最大声级") == true)
    }
}
