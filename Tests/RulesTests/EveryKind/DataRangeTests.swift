import Facilities
import Testing

@testable import Rules

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

    // MARK: A share of an hour

    /// One reading a minute, of which some are bad, one after the other through the ten.
    private func minutes(_ range: Range<Int>, badOfTen: Int, _ bad: Reading? = nil) -> [(Int, Reading)] {
        range.map { minute in (minute * 60, minute * badOfTen % 10 < badOfTen ? bad ?? outside : good) }
    }

    @Test(arguments: [(2, false), (3, true), (5, true)]) func moreThanAFifthOfAnHourCounts(bad: Int, isFinding: Bool) {
        #expect(levels(minutes(0..<61, badOfTen: bad)) == (isFinding ? [.grey] : []))
        #expect(levels(minutes(0..<61, badOfTen: bad, jumping)) == (isFinding ? [.grey] : []))
    }

    @Test(arguments: [(60, false), (61, true)]) func itTakesAnHourFromTheFirst(minutes count: Int, isFinding: Bool) {
        #expect(levels(minutes(0..<count, badOfTen: 5)) == (isFinding ? [.grey] : []))
    }

    @Test func itSaysHowMany() {
        var rules = facility(.dustSite)
        for (second, reading) in minutes(0..<61, badOfTen: 5) { _ = rules.consider(sample(second, reading)) }
        let finding = rules.finding(of: "data.range")
        #expect(finding?.cause == "b/1/tsp" && finding?.since == start)
        #expect((finding?.figure, finding?.limit) == (50, 20))
        #expect(finding?.text.zh == "总悬浮颗粒物（b/1）一小时内50%的读数超出量程或突变，超过20%，不能据此判断")
    }

    @Test func itIsOverAfterAnHourWithLessThanHalfOfThat() {
        let bad = minutes(0..<61, badOfTen: 5)
        #expect(levels(bad + minutes(61..<120, badOfTen: 0)) == [.grey])
        #expect(levels(bad + minutes(61..<121, badOfTen: 0)) == [])
        // A tenth of the readings is not less than half of a fifth.
        #expect(levels(bad + minutes(61..<121, badOfTen: 1)) == [.grey])
        #expect(levels(bad + minutes(61..<121, badOfTen: 1) + minutes(121..<182, badOfTen: 0)) == [])
    }

    @Test func readingsThatAreMissingAreNotCounted() {
        let lost = Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer)
        func reading(_ minute: Int, goodOfTen: Int) -> (Int, Reading) {
            let place = minute % 10
            return (minute * 60, place == 0 ? outside : place <= goodOfTen ? good : lost)
        }
        #expect(levels((0..<61).map { reading($0, goodOfTen: 3) }) == [.grey])
        #expect(levels((0..<61).map { reading($0, goodOfTen: 5) }) == [])
    }

    /// Of a device that is read every ten minutes two bad readings are a third of an hour.
    @Test(arguments: [(1, false), (2, false), (3, true)]) func itTakesThreeOfThem(bad: Int, isFinding: Bool) {
        let events: [(Int, Reading)] = (0..<7).map { index in
            let isBad = index < bad * 2 && index % 2 == 0
            return (index * 600, isBad ? outside : good)
        }
        #expect(levels(events) == (isFinding ? [.grey] : []))
    }

    @Test func aRestartWithinTheHourChangesNothing() throws {
        let events = minutes(0..<61, badOfTen: 5).map { sample($0, $1) }
        let whole = facility(.dustSite).after(events).findings(of: "data.range")
        for cut in [1, 30, 60] {
            let after = try facility(.dustSite).after(Array(events[..<cut])).restarted().after(Array(events[cut...]))
            #expect(after.findings(of: "data.range") == whole)
        }
        #expect(whole.count == 1)
    }

    @Test func aShareOfTheSiteTakesThePlaceOfTheDefault() {
        let limits = ["rangeShare": Measure(60, .percent)]
        #expect(levels(minutes(0..<61, badOfTen: 5), limits: limits) == [])
        #expect(levels(minutes(0..<61, badOfTen: 7), limits: limits) == [.grey])
    }

    @Test func oneFindingAChannelIsEnough() {
        let both = minutes(0..<61, badOfTen: 5) + (61..<67).map { ($0 * 60, outside) }
        #expect(levels(both) == [.grey])
    }
}
