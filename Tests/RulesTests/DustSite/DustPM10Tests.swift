import Facilities
import Testing

@testable import Rules

@Suite struct DustPM10Tests {
    private func hour(_ number: Int, _ value: Double) -> [Event] {
        (0..<60).map { sample(number * 3600 + $0 * 60, Reading(.pm10, value, .microgramPerCubicMetre)) }
    }

    private func city(_ pm10: Double, hour: Int) -> Event {
        record(CityAir(from: start + .hours(hour), pm10: pm10), afterHours: hour + 1)
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

    @Test func bothMeansAreShownAndWhatIsAtTheLimitIsNotOverIt() {
        #expect(levels(hour(0, 180.1) + hour(1, 0).prefix(1) + [city(100.1, hour: 0)]) == [])
        var rules = facility(.dustSite)
        for event in hour(0, 180.4) + hour(1, 0).prefix(1) + [city(100, hour: 0)] { _ = rules.consider(event) }
        let text = rules.finding(of: "dust.pm10")?.text.zh
        #expect(text == "PM10小时均值180.4 µg/m³，城市均值100 µg/m³，高出80.4 µg/m³，超过80 µg/m³")
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
        let step = rules.step(of: "dust.pm10")
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

    /// The first hour after a gap comes ten minutes before the city's of the same.
    @Test func afterAGapTheCitysMeanHasItsTimeAgain() {
        let before = [city(90, hour: 0)] + hour(0, 100) + hour(1, 100).prefix(1)
        let after = hour(24, 100) + hour(25, 100).prefix(5)
        #expect(levels(before + after) == [])
        let late = before + after + [tick(afterHours: 27)]
        #expect(levels(late) == [.grey])
    }

    @Test func aSiteWithoutPM10IsNotAskedForIt() {
        #expect(levels((0..<90).map { sample($0 * 60, Reading(.tsp, 100, .microgramPerCubicMetre)) }) == [])
    }

    /// Platforms label the hour from 9 to 10 by its end, and it is entered at 10.
    @Test func anHourThatIsEnteredAtItsEndIsComparedWithTheSitesOfThatHour() {
        let entered = Event.record(
            Record(at: start + .hours(1), by: "市局", CityAir(from: start, to: start + .hours(1), pm10: 69)))
        #expect(levels(hour(0, 150) + [entered] + hour(1, 0).prefix(1)) == [.red])
        #expect(levels(hour(0, 150) + hour(1, 0).prefix(1) + [entered]) == [.red])
        // The next hour waits for its own.
        #expect(levels(hour(0, 50) + [entered] + hour(1, 150) + hour(2, 0).prefix(1)) == [])
    }

    @Test func aMeanOfAnEarlierReleaseIsOfTheHourOfItsRecord() throws {
        let old = try decoded(
            Record.self, #"{"at":"2026-11-23T02:30:00Z","by":"市局","body":{"kind":"cityMean","pm10":69}}"#)
        #expect(old.body as? CityAir == CityAir(from: start, pm10: 69))
        #expect(levels(hour(0, 150) + hour(1, 0).prefix(1) + [.record(old)]) == [.red])
    }
}
