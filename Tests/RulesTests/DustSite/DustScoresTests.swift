import Facilities
import Testing

@testable import Rules

/// What the rule of the grade says its days are scored by.
@Suite struct DustScoresTests {
    private let midnight = Day("2026-11-23")!.start(utcOffset: 28_800)

    private func quarters(_ range: Range<Int>, _ tsp: Double, device: String = "b/1") -> [Event] {
        (range.lowerBound * 15..<range.upperBound * 15).map { minute in
            .sample(
                Sample(
                    device: DeviceID(device), time: midnight + .minutes(minute),
                    readings: [Reading(.tsp, tsp, .microgramPerCubicMetre)]))
        }
    }

    private func scores(_ events: [Event]) -> [DustScore] {
        var rules = facility(.dustSite)
        for event in events { _ = rules.consider(event) }
        return rules.dustScores
    }

    @Test func theDayThatIsNotOverIsThereWithTheTimesOverTheLimit() {
        let seen = scores(quarters(0..<4, 100) + quarters(4..<6, 501) + quarters(6..<8, 100))
        #expect(seen.map(\.day) == [Day("2026-11-23")])
        // The last quarter is still open.
        #expect((seen[0].tsp.judged, seen[0].tsp.kept) == (7, 5))
        #expect(seen[0].tsp.over == [midnight + .minutes(60), midnight + .minutes(75)])
    }

    @Test func yesterdayStaysBesideToday() throws {
        let seen = scores(quarters(0..<100, 501) + [.tick(midnight + .days(1) + .hours(2))])
        #expect(seen.map(\.day) == [Day("2026-11-23"), Day("2026-11-24")])
        #expect((seen[0].tsp.judged, seen[0].tsp.over.count) == (96, 96))
        #expect(seen[0].score(of: DustScore.quarters) == 25)
    }

    @Test func otherKindsHaveNone() {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 2)))
        _ = rules.consider(sample(0, Reading(.fume, 1, .milligramPerCubicMetre)))
        #expect(rules.dustScores.isEmpty)
    }

    @Test(arguments: [(90.0, Assessment.Grade.a), (89.99, .b), (75, .b), (74.99, .c), (60, .c), (59.99, .d), (0, .d)])
    func aGradeBeginsAtItsLeastScore(score: Double, grade: Assessment.Grade) {
        #expect(Assessment.Grade(score: score) == grade)
    }
}
