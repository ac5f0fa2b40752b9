import Facilities
import Testing

@testable import Rules

@Suite struct DustGradeTests {
    /// Midnight in Nanjing.
    private let midnight = Day("2026-11-23")!.start(utcOffset: 28_800)

    private func at(_ time: Timestamp, tsp: Double? = nil, pm10: Double? = nil) -> Event {
        let readings = [
            tsp.map { Reading(.tsp, $0, .microgramPerCubicMetre) },
            pm10.map { Reading(.pm10, $0, .microgramPerCubicMetre) },
        ]
        return .sample(Sample(device: DeviceID("b/1"), time: time, readings: readings.compactMap(\.self)))
    }

    /// A sample a minute for some quarter hours of a day.
    private func quarters(_ quarters: Range<Int>, tsp: Double, pm10: Double? = nil, day: Int = 0) -> [Event] {
        (quarters.lowerBound * 15..<quarters.upperBound * 15).map {
            at(midnight + .days(day) + .minutes($0), tsp: tsp, pm10: pm10)
        }
    }

    private func graded(_ events: [Event]) -> FacilityRules {
        var rules = facility(.dustSite)
        for event in events { _ = rules.consider(event) }
        return rules
    }

    /// The next day's first sample closes the last quarter; two hours after midnight the day is graded.
    private var end: [Event] { [at(midnight + .days(1), tsp: 1), .tick(midnight + .days(1) + .hours(2))] }

    @Test func aFullDayWithinTheLimitsScoresAHundred() throws {
        let assessment = try #require(graded(quarters(0..<96, tsp: 100) + end).status.assessment)
        #expect(assessment.day == Day("2026-11-23"))
        #expect((assessment.score, assessment.grade) == (100, .a))
        #expect(assessment.parts.map(\.points) == [60, 20])
        #expect(assessment.parts.map(\.of) == [60, 20])
        #expect(!assessment.verified)
    }

    /// The accounts of days have it, so that the grades of a month can be shown.
    @Test func theNewestGradeIsAmongItsCounters() throws {
        let rules = graded(quarters(0..<96, tsp: 100) + end)
        let counters = try #require(rules.rules.first { $0.name == "dust.grade" }?.counters)
        #expect(counters == GradedDay(Day("2026-11-23")!, .a, score: 100).counters)
        let none = graded(quarters(0..<10, tsp: 100) + end).rules.first { $0.name == "dust.grade" }
        #expect(none?.counters == GradedDay(Day("2026-11-23")!, nil, score: nil).counters)
        #expect(facility(.dustSite).rules.first { $0.name == "dust.grade" }?.counters.isEmpty == true)
    }

    /// 24 of 96 quarter hours over the limit: 60 × 72/96 + 20 = 65 of 80 points.
    @Test func thePartsAddUpToTheScore() throws {
        let events = quarters(0..<72, tsp: 500) + quarters(72..<96, tsp: 501) + end
        let rules = graded(events)
        let assessment = try #require(rules.status.assessment)
        #expect(assessment.parts.map(\.points) == [45, 20])
        #expect((assessment.score, assessment.grade) == (81.25, .b))
        #expect(rules.finding(of: "dust.grade") == nil)
    }

    /// At 26 of 96 over the limit the score is 60 × 70/96 + 20 = 63.75 of 80, which is 79.7; at 36, 71.9.
    @Test(arguments: [(32, 75.0, Assessment.Grade.b, false), (33, 74.21875, .c, true), (52, 59.375, .d, true)])
    func belowSeventyFiveItAdvises(over: Int, score: Double, grade: Assessment.Grade, isFinding: Bool) throws {
        let rules = graded(quarters(0..<(96 - over), tsp: 1) + quarters((96 - over)..<96, tsp: 900) + end)
        let assessment = try #require(rules.status.assessment)
        #expect((assessment.score, assessment.grade) == (score, grade))
        #expect(rules.finding(of: "dust.grade")?.level == (isFinding ? .yellow : nil))
    }

    @Test func whatIsToBeDoneStaysDueAfterTheFirstLowDay() {
        let days = (0..<3).flatMap { quarters(0..<96, tsp: 900, day: $0) }
        let rules = graded(days)
        #expect(rules.status.assessment?.day == Day("2026-11-24"))
        let step = rules.step(of: "dust.grade")
        #expect(step == NextStep(.reduceDust, due: Day("2026-11-24")!))
    }

    @Test func pm10CountsForTheHoursThatCouldBeJudged() throws {
        // 22 of 24 hours of the city's mean come, each an hour late; the site is 100 above it in 11 of them.
        let day = (0..<24).flatMap { hour in
            let mean = CityAir(from: midnight + .hours(hour - 1), pm10: hour < 12 ? 50 : 120)
            let city = Event.record(Record(at: midnight + .hours(hour), by: "市局", mean))
            return quarters(hour * 4..<hour * 4 + 4, tsp: 1, pm10: 150) + (1...22 ~= hour ? [city] : [])
        }
        let rules = graded(day + [at(midnight + .days(1), tsp: 1, pm10: 1)] + end)
        let parts = try #require(rules.status.assessment).parts
        #expect(parts.map(\.points) == [60, 10, 20])
        #expect(parts.map(\.of) == [60, 20, 20])
    }

    /// 72 of 96 quarter hours are 75 %.
    @Test(arguments: [(72, true), (71, false)]) func aDayWithTooLittleDataHasNoGrade(count: Int, isGraded: Bool) {
        let yesterday = quarters(0..<96, tsp: 1, day: -1)
        let rules = graded(yesterday + quarters(0..<count, tsp: 1) + end)
        #expect((rules.status.assessment != nil) == isGraded)
        #expect(rules.finding(of: "dust.grade")?.level == (isGraded ? nil : .grey))
    }

    /// Twelve minutes of each of 75 quarter hours: enough of the day, but not one hour with 45 minutes before these.
    @Test(arguments: [(18, true), (17, false)]) func aDayWithTooFewValidHoursHasNoGrade(count: Int, isGraded: Bool) {
        let yesterday = quarters(0..<96, tsp: 1, day: -1)
        let whole = quarters(0..<count * 4, tsp: 1)
        let thin = (count * 60..<1440).filter { $0 % 15 < 12 && $0 % 60 < 45 }
            .map { at(midnight + .minutes($0), tsp: 1) }
        let rules = graded(yesterday + whole + thin + end)
        #expect((rules.status.assessment != nil) == isGraded)
        #expect(rules.finding(of: "dust.grade")?.level == (isGraded ? nil : .grey))
        #expect(rules.finding(of: "dust.grade")?.text.zh.contains("有效小时17/24") == (isGraded ? nil : true))
    }

    @Test func theDayOfInstallationIsNotHeldAgainstAnybody() {
        let rules = graded(quarters(60..<96, tsp: 1) + end)
        #expect(rules.status.assessment == nil)
        #expect(rules.finding(of: "dust.grade") == nil)
    }

    @Test func aDayWithoutOneSampleHasNoGradeEither() {
        let ticks = (0..<(27 * 60)).map { Event.tick(midnight + .minutes($0)) }
        let rules = graded(quarters(0..<96, tsp: 1, day: -1) + ticks)
        #expect(rules.status.assessment == nil)
        #expect(rules.finding(of: "dust.grade")?.level == .grey)
    }

    @Test func aDayIsGradedTwoHoursAfterItsEndAndThenStays() {
        var rules = graded(quarters(0..<96, tsp: 1) + end.prefix(1))
        _ = rules.consider(.tick(midnight + .days(1) + .hours(2) - .seconds(1)))
        #expect(rules.status.assessment == nil)
        _ = rules.consider(.tick(midnight + .days(1) + .hours(2)))
        #expect(rules.status.assessment?.score == 100)
    }
}
