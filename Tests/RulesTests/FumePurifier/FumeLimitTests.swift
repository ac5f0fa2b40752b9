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

    private func levels(_ events: [Event]) -> [Finding.Level] {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)))
        return rules.levels(of: "fume.limit", after: events)
    }

    @Test(arguments: [(2.0, false), (2.01, true)]) func theMeanOfTenMinutesDecides(value: Double, isFinding: Bool) {
        #expect(levels(cooking(0..<11, value)) == (isFinding ? [.red] : []))
    }

    @Test func oneSpikeInTenMinutesIsOnlyItsShareOfTheMean() {
        #expect(levels(cooking(0..<9, 0.5) + cooking(9..<10, 15) + cooking(10..<11, 0.5)) == [])
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

    @Test func overTheLimitStaysSoUntilAMeanIsWithinIt() {
        let over = cooking(0..<11, 3)
        #expect(levels(over + cooking(11..<12, 0, fan: 0) + [tick(afterHours: 12)]) == [.red])
        #expect(levels(over + cooking(11..<12, 0, fan: 0) + cooking(20..<31, 1)) == [])
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
