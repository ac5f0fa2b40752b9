import Facilities
import Rules
import Testing

@Suite struct DustTSPTests {
    private func minutes(_ minutes: Range<Int>, _ value: Double?) -> [Event] {
        minutes.map { minute in
            let tsp =
                value.map { Reading(.tsp, $0, .microgramPerCubicMetre) }
                ?? Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer)
            return sample(minute * 60, tsp)
        }
    }

    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        var rules = facility(.dustSite, limits: limits)
        return rules.levels(of: "dust.tsp", after: events)
    }

    @Test(arguments: [(500.0, false), (501, true)]) func aQuarterHourDecides(value: Double, isFinding: Bool) {
        #expect(levels(minutes(0..<16, value)) == (isFinding ? [.red] : []))
    }

    @Test func beforeTheFirstQuarterHourIsOverItIsGrey() {
        #expect(levels(minutes(0..<15, 100)) == [.grey])
    }

    /// 12 of 15 minutes are 80 %, 11 are 73 %.
    @Test(arguments: [(12, [Finding.Level.red]), (11, [.grey])])
    func tooLittleDataGiveNoVerdict(count: Int, expected: [Finding.Level]) {
        #expect(levels(minutes(0..<count, 900) + minutes(count..<16, nil)) == expected)
    }

    @Test func aSensorThatIsPulledOutTurnsGreenToGreyAndKeepsRed() {
        #expect(levels(minutes(0..<16, 100) + [tick(afterHours: 0, seconds: 2699)]) == [])
        #expect(levels(minutes(0..<16, 100) + [tick(afterHours: 0, seconds: 2700)]) == [.grey])
        #expect(levels(minutes(0..<16, 900) + [tick(afterHours: 5)]) == [.red, .grey])
    }

    @Test func aSiteWithoutTSPIsNeverGreen() {
        #expect(levels((0..<60).map { sample($0 * 60, Reading(.noise, 50, .decibel)) }) == [.grey])
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        var rules = facility(.dustSite, limits: ["tsp": Measure(0.1, .milligramPerCubicMetre)])
        #expect(rules.levels(of: "dust.tsp", after: minutes(0..<16, 101)) == [.red])
        #expect(rules.finding(of: "dust.tsp")?.verified == true)
    }

    @Test func whatIsToBeDoneStaysDueOnTheFirstDay() {
        var rules = facility(.dustSite)
        for event in minutes(0..<2 * 24 * 60, 900) { _ = rules.consider(event) }
        let step = rules.rules.first { $0.name == "dust.tsp" }?.next
        #expect(step == NextStep(.reduceDust, due: Day("2026-11-23")!))
    }
}

@Suite struct DustPM10Tests {
    private func hour(_ number: Int, _ value: Double) -> [Event] {
        (0..<60).map { sample(number * 3600 + $0 * 60, Reading(.pm10, value, .microgramPerCubicMetre)) }
    }

    private func city(_ pm10: Double, hour: Int) -> Event {
        record(.cityMean(CityMean(pm10: pm10)), afterHours: hour)
    }

    private func levels(_ events: [Event]) -> [Finding.Level] {
        var rules = facility(.dustSite)
        return rules.levels(of: "dust.pm10", after: events)
    }

    @Test(arguments: [(70.0, false), (69, true)]) func anHourIsJudgedAgainstTheCitysOfThatHour(
        mean: Double, isFinding: Bool
    ) {
        let events = hour(0, 150) + hour(1, 0).prefix(1) + [city(mean, hour: 0)]
        #expect(levels(events) == (isFinding ? [.red] : []))
        #expect(levels([city(mean, hour: 0)] + events.dropLast()) == (isFinding ? [.red] : []))
    }

    @Test func theCitysMeanOfAnotherHourDoesNotCount() {
        #expect(levels(hour(0, 150) + hour(1, 150).prefix(1) + [city(69, hour: 1)]) == [.grey])
    }

    @Test func aCorrectedCityMeanCorrectsTheVerdict() {
        let events = hour(0, 150) + hour(1, 0).prefix(1) + [city(69, hour: 0), city(70, hour: 0)]
        #expect(levels(events) == [])
    }

    @Test func whatIsToBeDoneStaysDueOnTheFirstDay() {
        var rules = facility(.dustSite)
        for event in (0..<30).flatMap({ [city(10, hour: $0)] + hour($0, 150) }) { _ = rules.consider(event) }
        let step = rules.rules.first { $0.name == "dust.pm10" }?.next
        #expect(step == NextStep(.reduceDust, due: Day("2026-11-23")!))
    }

    @Test func withoutTheCitysMeanItIsGrey() {
        #expect(levels(hour(0, 150) + hour(1, 150)) == [.grey])
    }

    @Test func aCityMeanThatStopsComingTurnsItGrey() {
        let day = (0..<6).flatMap { hour($0, 100) }
        let events = [city(90, hour: 0)] + day
        #expect(levels(Array(events.prefix(1 + 4 * 60))) == [])
        #expect(levels(Array(events.prefix(1 + 4 * 60 + 1))) == [.grey])
    }

    @Test func aSiteWithoutPM10IsNotAskedForIt() {
        #expect(levels((0..<90).map { sample($0 * 60, Reading(.tsp, 100, .microgramPerCubicMetre)) }) == [])
    }
}
