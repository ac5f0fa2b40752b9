import Facilities
import Rules
import Testing

@Suite struct DataRangeTests {
    private let outside = Reading(.tsp, .microgramPerCubicMetre, bad: .outOfRange)
    private let jumping = Reading(.tsp, 90, .microgramPerCubicMetre, quality: .uncertain(.rateOfChange))
    private let good = Reading(.tsp, 90, .microgramPerCubicMetre)

    private func levels(_ readings: [(Int, Reading)], limits: [String: Measure] = [:]) -> [Finding.Level] {
        var rules = facility(.dustSite, limits: limits)
        return rules.levels(of: "data.range", after: readings.map { sample($0, $1) })
    }

    @Test(arguments: [(299, false), (300, true)]) func itCountsWhenItHasLasted(seconds: Int, isFinding: Bool) {
        #expect(levels([(0, outside), (seconds, outside)]) == (isFinding ? [.grey] : []))
        #expect(levels([(0, jumping), (seconds, jumping)]) == (isFinding ? [.grey] : []))
        #expect(levels([(0, jumping), (seconds, outside)]) == (isFinding ? [.grey] : []))
    }

    @Test func oneReadingIsJustLeftOutOfAccount() {
        #expect(levels([(0, outside), (10, good), (300, outside), (310, good), (600, outside)]) == [])
    }

    @Test func otherMarksTellNothing() {
        let stuck = Reading(.tsp, 90, .microgramPerCubicMetre, quality: .uncertain(.stuck))
        #expect(levels([(0, stuck), (300, stuck)]) == [])
        #expect(levels([(0, outside), (300, outside), (400, stuck), (500, stuck)]) == [.grey])
    }

    @Test func aGoodMinuteEndsIt() {
        let before = [(0, outside), (300, outside), (310, good)]
        #expect(levels(before + [(369, good)]) == [.grey])
        #expect(levels(before + [(370, good)]) == [])
    }

    @Test func itTellsWhichOfTheTwoItIs() {
        var rules = facility(.dustSite)
        for second in [0, 300] { _ = rules.consider(sample(second, outside)) }
        let finding = rules.finding(of: "data.range")
        #expect(finding?.cause == "b/1/tsp")
        #expect(finding?.text.zh == "总悬浮颗粒物（b/1）超出量程，已超过5分钟，不能据此判断")
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        #expect(levels([(0, outside), (60, outside)], limits: ["rangeFor": Measure(1, .minute)]) == [.grey])
    }
}
