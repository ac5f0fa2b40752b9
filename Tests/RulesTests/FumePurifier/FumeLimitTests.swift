import Facilities
import Testing

@testable import Rules

@Suite struct FumeLimitTests {
    private func cooking(_ minutes: Range<Int>, _ fume: Double?, fan: Double = 1) -> [Event] {
        minutes.map { minute in
            let reading =
                fume.map { Reading(.fume, $0, .milligramPerCubicMetre) }
                ?? Reading(.fume, .milligramPerCubicMetre, bad: .noAnswer)
            return sample(minute * 60, Reading(.fanState, fan, .one), reading)
        }
    }

    private func levels(
        _ events: [Event], airVolume: Double? = nil, limits: [String: Measure] = [:]
    ) -> [Finding.Level] {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4, airVolume: airVolume)), limits: limits)
        return rules.levels(of: "fume.limit", after: events)
    }

    @Test(arguments: [(2.0, false), (2.01, true)]) func theMeanOfTenMinutesDecides(value: Double, isFinding: Bool) {
        #expect(levels(cooking(0..<11, value)) == (isFinding ? [.red] : []))
    }

    @Test(arguments: [(1.0, false), (1.01, true)]) func aLocalLimitGoesBeforeTheNationalOne(
        value: Double, isFinding: Bool
    ) {
        let limits = ["fume": Measure("1 mg/m3")!]
        #expect(levels(cooking(0..<11, value), limits: limits) == (isFinding ? [.red] : []))
    }

    @Test func oneSpikeInTenMinutesIsOnlyItsShareOfTheMean() {
        #expect(levels(cooking(0..<9, 0.5) + cooking(9..<10, 15) + cooking(10..<11, 0.5)) == [])
    }

    /// Four stoves, 8000 m³/h in all. Nobody knows how many of them are at work: less air does not make it less.
    @Test(arguments: [
        (8000.0, 2.0, false), (8000, 2.01, true), (16_000, 1.0, false), (16_000, 1.01, true), (4000, 2.0, false),
        (4000, 2.01, true), (4000, 4, true),
    ])
    func theReferenceAirVolumeCounts(volume: Double, fume: Double, isFinding: Bool) {
        let expected: [Finding.Level] = isFinding ? [.red] : []
        #expect(levels(cooking(0..<11, fume), airVolume: volume) == expected)
        let flow = (0..<11).map { sample($0 * 60 - 1, Reading(.airFlow, volume, .cubicMetrePerHour)) }
        let measured = zip(flow, cooking(0..<11, fume)).flatMap { [$0, $1] }
        #expect(levels(measured) == expected)
        // What is measured goes before what the configuration says.
        #expect(levels(measured, airVolume: 1) == expected)
    }

    @Test func aVolumeThatIsMissingForMostOfTheTimeDoesNotCount() {
        let flow = sample(0, Reading(.airFlow, 800, .cubicMetrePerHour))
        #expect(levels([flow] + cooking(0..<11, 3)) == [.red])
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)))
        _ = rules.levels(of: "fume.limit", after: cooking(0..<11, 3))
        #expect(rules.finding(of: "fume.limit")?.text.zh.contains("未折算") == true)
    }

    @Test func theTextCanBeCheckedByHand() {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4, airVolume: 12_000)))
        _ = rules.levels(of: "fume.limit", after: cooking(0..<11, 1.5))
        let finding = rules.finding(of: "fume.limit")
        #expect(finding?.figure == 2.25)
        #expect(
            finding?.text.zh
                == "油烟10分钟均值1.5 mg/m³×风量12000 m³/h÷(4个基准灶头×2000 m³/h)=基准浓度2.25 mg/m³"
                + "（在用灶头数未知，只向上折算），超过2 mg/m³")
    }

    /// A26: 6.0 · 2000 / (4 · 2000) is 1.5, if all four stoves were at work.
    @Test func withoutTheStovesAtWorkItIsConvertedUpwardsOnly() {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4, airVolume: 2000)))
        _ = rules.levels(of: "fume.limit", after: cooking(0..<11, 6))
        let finding = rules.finding(of: "fume.limit")
        #expect((finding?.level, finding?.figure) == (.red, 6))
        #expect(finding?.text.zh == "油烟10分钟均值6 mg/m³（在用灶头数未知，只向上折算），超过2 mg/m³")
    }

    /// Once without a meter, the air volume of the last interval that had one must not stay in use.
    @Test func anAirVolumeIsOfItsOwnIntervalOnly() {
        let flow = (0..<11).map { sample($0 * 60 - 1, Reading(.airFlow, 16_000, .cubicMetrePerHour)) }
        let measured = zip(flow, cooking(0..<11, 1.5)).flatMap { [$0, $1] }
        #expect(levels(measured) == [.red])
        #expect(levels(measured + cooking(11..<31, 1.5)) == [])
    }

    /// Eight of ten minutes are enough, seven are not.
    @Test(arguments: [(8, [Finding.Level.red]), (7, [.grey])])
    func tooLittleDataGiveNoVerdict(minutes: Int, expected: [Finding.Level]) {
        #expect(levels(cooking(0..<minutes, 9) + cooking(minutes..<11, nil)) == expected)
    }

    @Test func aKitchenThatHasNotBeenJudgedYetIsGreyWhileItCooks() {
        #expect(levels(cooking(0..<9, 1)) == [.grey])
        #expect(levels(cooking(0..<9, 1) + cooking(9..<10, 1, fan: 0)) == [])
    }

    @Test func theFanMayBeAnotherDevices() {
        let stands = sample(0, Reading(.fanCurrent, 0.1, .ampere))
        let fume = (0..<5).map { sample($0 * 60 + 1, Reading(.fume, 9, .milligramPerCubicMetre)) }
        #expect(levels([stands] + fume) == [])
        #expect(levels(fume) == [.grey])
    }

    @Test func overTheLimitStaysSoUntilAMeanIsWithinIt() {
        let over = cooking(0..<11, 3)
        #expect(levels(over + cooking(11..<12, 0, fan: 0) + [tick(afterHours: 12)]) == [.red])
        #expect(levels(over + cooking(11..<12, 0, fan: 0) + cooking(20..<31, 1)) == [])
    }

    @Test func theDayToActByStaysWhileItGoesOn() {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4, lastCleaned: Day("2026-11-20"))))
        _ = rules.levels(of: "fume.limit", after: cooking(0..<1600, 3))
        #expect(rules.status.next == NextStep(.checkFume, due: Day("2026-11-23")!))
    }

    @Test func aLostSensorTurnsAGreenKitchenGreyAfterHalfAnHour() {
        let good = cooking(0..<10, 1)
        #expect(levels(good + cooking(10..<30, nil)) == [])
        #expect(levels(good + cooking(10..<31, nil)) == [.grey])
    }

    @Test func theHoursInWhichNobodyCooksAreNotMissing() {
        let evening = cooking(0..<11, 1) + cooking(11..<12, 0, fan: 0)
        #expect(levels(evening + cooking(600..<605, 1)) == [])
    }

    /// A minute's fume with the stoves at work beside it; 2000 m³/h.
    private func rules(_ minutes: Range<Int>, _ fume: Double, stoves: (Int) -> Double?) -> FacilityRules {
        let unknown = Reading(.stovesOn, .one, bad: .noAnswer)
        let events = minutes.flatMap { minute in
            [sample(minute * 60, of: "stoves", stoves(minute).map { Reading(.stovesOn, $0, .one) } ?? unknown)]
                + cooking(minute..<minute + 1, fume)
        }
        return facility(.fumePurifier(FumeSettings(stoves: 4, airVolume: 2000))).after(events)
    }

    /// 2000 m³/h is the reference air volume of one stove: with n at work the fume counts by 1/n.
    @Test(arguments: [
        (1.0, 2.0, false), (1, 2.01, true), (2, 4, false), (2, 4.01, true), (4, 8, false), (4, 8.01, true),
        // Less than one stove is one, and more than all are all.
        (0.5, 2, false), (0.5, 2.01, true), (40, 8.01, true),
        // Without a stove at work it counts as measured.
        (0, 2, false), (0, 2.01, true),
    ]) func withTheStovesAtWorkItIsConvertedBothWays(stoves: Double, fume: Double, isFinding: Bool) {
        let found = rules(0..<11, fume) { _ in stoves }
        #expect(found.judged(by: "fume.limit").map(\.level) == (isFinding ? [.red] : []))
    }

    /// Eight of ten minutes are 80 %, seven are not enough; a value counts for five minutes after it came.
    @Test(arguments: [(3, false), (2, true)]) func stovesThatAreKnownForTooShortAreUnknown(known: Int, isFinding: Bool)
    {
        let found = rules(0..<11, 3) { $0 < known ? 4 : nil }
        #expect(found.judged(by: "fume.limit").isEmpty != isFinding)
    }

    @Test func theMeanOfTheStovesAtWorkCounts() {
        // Four stoves for half of the time and none for the other are two.
        #expect(rules(0..<11, 4.01) { $0 % 2 == 0 ? 4 : 0 }.finding(of: "fume.limit")?.figure == 2.005)
    }

    @Test func theTextSaysByWhichStovesItWasConverted() {
        #expect(
            rules(0..<11, 9) { _ in 2 }.finding(of: "fume.limit")?.text.zh
                == "油烟10分钟均值9 mg/m³×风量2000 m³/h÷(2个基准灶头×2000 m³/h)=基准浓度4.5 mg/m³（按在用灶头折算），超过2 mg/m³")
        #expect(
            rules(0..<11, 9) { _ in 0 }.finding(of: "fume.limit")?.text.zh == "油烟10分钟均值9 mg/m³（无灶头在用，未折算），超过2 mg/m³")
    }

    @Test func theStovesOfAnIntervalOutliveARestart() throws {
        var halves = rules(0..<6, 7) { _ in 4 }
        let settings = Facility.Settings.fumePurifier(FumeSettings(stoves: 4, airVolume: 2000))
        halves = try restarted(halves, in: facility(settings))
        let rest = (6..<11).flatMap { minute in
            [sample(minute * 60, of: "stoves", Reading(.stovesOn, 4, .one))] + cooking(minute..<minute + 1, 7)
        }
        #expect(halves.after(rest).status == rules(0..<11, 7) { _ in 4 }.status)
    }
}
