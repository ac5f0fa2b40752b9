import Facilities
import Rules
import Testing

@Suite struct DustCaptureTests {
    private func minutes(_ minutes: Range<Int>, _ value: Double?, _ quantity: Quantity = .tsp) -> [Event] {
        minutes.map { minute in
            let unit = PhysicalUnit.microgramPerCubicMetre
            let reading = value.map { Reading(quantity, $0, unit) } ?? Reading(quantity, unit, bad: .noAnswer)
            return sample(minute * 60, reading)
        }
    }

    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        var rules = facility(.dustSite, limits: limits)
        return rules.levels(of: "dust.capture", after: events)
    }

    /// The second hour is the first whole one; 45 of 60 minutes are 75 %.
    @Test(arguments: [(45, [Finding.Level]()), (44, [.grey])])
    func anHourWithTooFewMinutesIsAGap(count: Int, expected: [Finding.Level]) {
        let events = minutes(0..<60 + count, 100) + minutes(60 + count..<121, nil)
        #expect(levels(events) == expected)
    }

    @Test func theHourOfInstallationIsNotHeldAgainstAnybody() {
        #expect(levels(minutes(50..<61, 100)) == [])
    }

    @Test func anHourWithoutOneSampleIsAGap() {
        #expect(levels(minutes(0..<60, 100) + [tick(afterHours: 1, seconds: 3599)]) == [])
        #expect(levels(minutes(0..<60, 100) + [tick(afterHours: 2)]) == [.grey])
        #expect(levels(minutes(0..<60, 100) + [tick(afterHours: 5)]) == [.grey])
    }

    @Test func aWholeHourEndsIt() {
        let gap = minutes(0..<60, 100) + minutes(60..<120, nil)
        #expect(levels(gap + minutes(120..<180, 100)) == [.grey])
        #expect(levels(gap + minutes(120..<181, 100)) == [])
    }

    @Test func eachQuantityThatIsMeasuredHasAGapOfItsOwn() {
        var rules = facility(.dustSite)
        let events = (0..<121).map { minute in
            let unit = PhysicalUnit.microgramPerCubicMetre
            return sample(minute * 60, Reading(.tsp, 1, unit), Reading(.pm10, unit, bad: .noAnswer))
        }
        #expect(rules.levels(of: "dust.capture", after: events) == [.grey])
        #expect(rules.finding(of: "dust.capture")?.cause == "b/1/pm10")
    }

    @Test func doubtfulValuesDoNotCount() {
        let events = (0..<121).map { minute in
            sample(minute * 60, Reading(.tsp, 1, .microgramPerCubicMetre, quality: .uncertain(.stuck)))
        }
        #expect(levels(events) == [.grey])
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        let limits = ["capture": Measure(90, .percent)]
        #expect(levels(minutes(0..<113, 100) + minutes(113..<121, nil), limits: limits) == [.grey])
        #expect(levels(minutes(0..<114, 100) + minutes(114..<121, nil), limits: limits) == [])
    }

    @Test func itTellsHowManyMinutesThereWere() {
        var rules = facility(.dustSite)
        for event in minutes(0..<90, 100) + minutes(90..<121, nil) { _ = rules.consider(event) }
        let finding = rules.finding(of: "dust.capture")
        #expect((finding?.figure, finding?.limit) == (50, 75))
        #expect(finding?.text.zh.contains("30/60分钟") == true)
        #expect(finding?.since == start + .hours(1))
    }
}
