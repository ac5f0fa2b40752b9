import Facilities
import Testing

@testable import Rules

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

    // MARK: The day

    /// Midnight in Nanjing.
    private let midnight = Day("2026-11-23")!.start(utcOffset: 28_800)

    /// A sample a minute for some whole hours after midnight, counted on over the days; nothing but ticks in the others.
    private func hours(_ hours: Range<Int>, with data: (Int) -> Bool, _ quantity: Quantity = .tsp) -> [Event] {
        (hours.lowerBound * 60..<hours.upperBound * 60).map { minute in
            let time = midnight + .minutes(minute)
            guard data(minute / 60) else { return .tick(time) }
            let reading = Reading(quantity, 100, .microgramPerCubicMetre)
            return .sample(Sample(device: DeviceID("b/1"), time: time, readings: [reading]))
        }
    }

    /// A whole day, then one with data in its first `count` hours, then some hours with data.
    private func days(_ count: Int, then more: Int = 2) -> [Event] {
        hours(-24..<48 + more) { !(24 + count..<48).contains($0) || $0 < 24 } + [.tick(midnight + .hours(48 + more))]
    }

    @Test(arguments: [(18, [Finding.Level]()), (17, [.yellow])])
    func aDayWithTooFewValidHoursIsAFindingOnTheNext(count: Int, expected: [Finding.Level]) {
        #expect(levels(days(count)) == expected)
    }

    @Test func theFindingTellsHowManyHoursThereWere() {
        var rules = facility(.dustSite)
        for event in days(17) { _ = rules.consider(event) }
        let finding = rules.finding(of: "dust.capture")
        #expect(finding?.text.zh == "总悬浮颗粒物昨日有效小时17/24，不足18小时，昨日数据无效")
        #expect(finding?.text.en.contains("17 of 24") == true)
        #expect((finding?.figure, finding?.limit) == (17, 18))
        #expect(finding?.since == midnight + .days(2))
        #expect(finding?.verified == false)
    }

    @Test func itIsRaisedAtMidnightAndGoneAtTheNext() {
        var rules = facility(.dustSite)
        let events = hours(-24..<72) { !(41..<48).contains($0) }
        var yellow: [Timestamp] = []
        for event in events {
            _ = rules.consider(event)
            let found = rules.findings(of: "dust.capture").contains { $0.level == .yellow }
            if found { yellow.append(event.time) }
        }
        #expect(yellow.first == midnight + .hours(48))
        #expect(yellow.last == midnight + .hours(72) - .minutes(1))
        _ = rules.consider(.tick(midnight + .hours(72)))
        #expect(rules.findings(of: "dust.capture").isEmpty)
    }

    @Test func aDayWithoutOneSampleHasNoValidHour() {
        var rules = facility(.dustSite)
        for event in hours(0..<24, with: { _ in true }) { _ = rules.consider(event) }
        // The gateway stood still for a day and a half.
        for event in hours(60..<62, with: { _ in true }) { _ = rules.consider(event) }
        let finding = rules.findings(of: "dust.capture").first { $0.level == .yellow }
        #expect(finding?.figure == 0)
    }

    @Test func theDayOfInstallationIsNotHeldAgainstTheStation() {
        #expect(levels(hours(10..<26, with: { _ in true })) == [])
    }

    @Test func eachQuantityHasADayOfItsOwn() {
        var rules = facility(.dustSite)
        let unit = PhysicalUnit.microgramPerCubicMetre
        for minute in -24 * 60...24 * 60 {
            let pm10 = minute < 17 * 60 ? Reading(.pm10, 50, unit) : Reading(.pm10, unit, bad: .noAnswer)
            let readings = [Reading(.tsp, 100, unit), pm10]
            let time = midnight + .minutes(minute)
            _ = rules.consider(.sample(Sample(device: DeviceID("b/1"), time: time, readings: readings)))
        }
        let yellow = rules.findings(of: "dust.capture").filter { $0.level == .yellow }
        #expect(yellow.map(\.cause) == ["b/1/pm10/day"])
    }

    @Test func aRestartAtNoonCountsNoHourTwice() throws {
        var rules = facility(.dustSite)
        let events = days(17)
        for (index, event) in events.enumerated() {
            if index % 360 == 0 { rules = try rules.restarted() }
            _ = rules.consider(event)
        }
        #expect(rules.findings(of: "dust.capture").map(\.level) == [.yellow])
        #expect(rules.finding(of: "dust.capture")?.figure == 17)
    }

    @Test func aLimitOfTheSiteSetsTheHours() {
        #expect(levels(days(17), limits: ["captureHours": Measure(17, .hour)]) == [])
        #expect(levels(days(18), limits: ["captureHours": Measure(20, .hour)]) == [.yellow])
    }

    /// A poll a minute arrives now before the minute and now after it.
    @Test func aMinuteIsNotLostByMilliseconds() {
        let events = (0..<121).map { minute in
            let time = start + .minutes(minute) + .milliseconds(minute % 2 == 0 ? -10 : 10)
            return Event.sample(
                Sample(
                    device: DeviceID("b/1"), time: time,
                    readings: [Reading(.tsp, 100, .microgramPerCubicMetre)]))
        }
        var rules = facility(.dustSite, channels: [Channel(DeviceID("b/1"), .tsp, period: .minutes(1))])
        #expect(rules.levels(of: "dust.capture", after: events) == [])
    }
}
