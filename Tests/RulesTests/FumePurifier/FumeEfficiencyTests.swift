import Facilities
import Testing

@testable import Rules

@Suite struct FumeEfficiencyTests {
    /// Before and after the purifier, in samples of two devices.
    private func cooking(_ minutes: ClosedRange<Int>, _ inlet: Double?, _ outlet: Double, fan: Double = 1) -> [Event] {
        minutes.flatMap { minute in
            let before =
                inlet.map { Reading(.fumeIn, $0, .milligramPerCubicMetre) }
                ?? Reading(.fumeIn, .milligramPerCubicMetre, bad: .noAnswer)
            return [
                sample(minute * 60, before, Reading(.fanState, fan, .one)),
                sample(minute * 60, Reading(.fume, outlet, .milligramPerCubicMetre)),
            ]
        }
    }

    private func levels(
        _ events: [Event], stoves: Double = 4, limits: [String: Measure] = [:]
    ) -> [Finding.Level] {
        var rules = facility(.fumePurifier(FumeSettings(stoves: stoves)), limits: limits)
        return rules.levels(of: "fume.efficiency", after: events)
    }

    @Test(arguments: [
        (2.9, 4.0, false), (2.9, 4.1, true), (3, 2.5, false), (3, 2.6, true), (5.9, 2.6, true), (6, 1.5, false),
        (6, 1.6, true),
    ]) func theRemovalFollowsTheSize(stoves: Double, outlet: Double, isFinding: Bool) {
        #expect(levels(cooking(0...60, 10, outlet), stoves: stoves) == (isFinding ? [.red] : []))
    }

    @Test func whatIsAtTheLimitIsNotBelowIt() {
        // 60 % by hand, a little less in binary fractions.
        #expect(levels(cooking(0...60, 28.33, 11.332), stoves: 1) == [])
    }

    @Test func theTextCanBeCheckedByHand() {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 4)))
        _ = rules.levels(of: "fume.efficiency", after: cooking(0...60, 8, 4))
        let finding = rules.finding(of: "fume.efficiency")
        #expect(finding?.text.zh == "运行1小时均值：净化前8 mg/m³，净化后4 mg/m³，去除率50%，低于75%")
        #expect(finding?.verified == true)
    }

    @Test func itIsGreyUntilAnHourOfCookingIsComplete() {
        #expect(levels(cooking(0...59, 10, 1)) == [.grey])
        // Half an hour at noon, half an hour in the evening.
        #expect(levels(cooking(0...30, 10, 9) + cooking(31...31, 0, 0, fan: 0)) == [.grey])
        #expect(levels(cooking(0...30, 10, 9) + cooking(31...31, 0, 0, fan: 0) + cooking(400...429, 10, 9)) == [.red])
    }

    @Test func whatIsHardlyThereIsNotJudged() {
        #expect(levels(cooking(0...60, 0.99, 0.9)) == [.grey])
        #expect(levels(cooking(0...60, 1, 0.9)) == [.red])
        #expect(levels(cooking(0...60, 1, 0.9), limits: ["removalInlet": Measure("3 mg/m3")!]) == [.grey])
    }

    @Test func itStaysUntilAnHourIsGood() {
        let bad = cooking(0...60, 10, 5)
        #expect(levels(bad + cooking(61...119, 10, 1)) == [.red])
        #expect(levels(bad + cooking(61...120, 10, 1)) == [])
    }

    @Test func theSiteSetsTheRemoval() {
        #expect(levels(cooking(0...60, 10, 1.5), limits: ["removal": Measure("90 %")!]) == [.red])
    }

    @Test func aKitchenWithoutASensorBeforeThePurifierHasNoFinding() {
        let events = (0...90).map {
            sample($0 * 60, Reading(.fanState, 1, .one), Reading(.fume, 5, .milligramPerCubicMetre))
        }
        #expect(levels(events) == [])
    }

    @Test func aLostSensorIsGreyAfterHalfAnHour() {
        let good = cooking(0...60, 10, 1)
        #expect(levels(good + cooking(61...90, nil, 1)) == [])
        #expect(levels(good + cooking(61...91, nil, 1)) == [.grey])
        #expect(levels(good + cooking(61...96, nil, 1, fan: 0)) == [])
    }
}
