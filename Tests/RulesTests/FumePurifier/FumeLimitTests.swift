import Facilities
import Rules
import Testing

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

    /// Four stoves, 8000 m³/h in all.
    @Test(arguments: [
        (8000.0, 2.0, false), (8000, 2.01, true), (16_000, 1.0, false), (16_000, 1.01, true), (4000, 4, false),
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
                == "油烟10分钟均值1.5 mg/m³×风量12000 m³/h÷(4个基准灶头×2000 m³/h)=基准浓度2.25 mg/m³，超过2 mg/m³")
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
}
