import Facilities
import Testing

@testable import Rules

@Suite struct DustSprayTests {
    private func dust(_ minutes: Range<Int>, _ value: Double?, _ quantity: Quantity = .tsp) -> [Event] {
        minutes.map { minute in
            let unit = PhysicalUnit.microgramPerCubicMetre
            let reading = value.map { Reading(quantity, $0, unit) } ?? Reading(quantity, unit, bad: .noAnswer)
            return sample(minute * 60, of: "dust@line/1", reading)
        }
    }

    private func spray(_ minutes: Range<Int>, _ state: Double?) -> [Event] {
        minutes.map { minute in
            let reading = state.map { Reading(.sprayState, $0, .one) } ?? Reading(.sprayState, .one, bad: .noAnswer)
            return sample(minute * 60 + 30, of: "line/2", reading)
        }
    }

    private func levels(_ events: [Event]..., limits: [String: Measure] = [:]) -> [Finding.Level] {
        var rules = facility(.dustSite, limits: limits)
        return rules.levels(of: "dust.spray", after: events.flatMap(\.self).sorted { $0.time < $1.time })
    }

    /// The first minute's mean is there after a minute, and five more have to pass.
    @Test(arguments: [(400.0, 10, false), (401, 6, false), (401, 7, true)])
    func dustWithoutSprayIsAFindingAfterFiveMinutes(value: Double, minutes: Int, isFinding: Bool) {
        #expect(levels(dust(0..<minutes, value), spray(0..<minutes, 0)) == (isFinding ? [.red] : []))
    }

    @Test func pm10CountsToo() {
        #expect(levels(dust(0..<10, 100, .pm10), spray(0..<10, 0)) == [])
        #expect(levels(dust(0..<10, 101, .pm10), spray(0..<10, 0)) == [.red])
    }

    @Test func aSprayThatRunsInTimeIsRight() {
        #expect(levels(dust(0..<20, 900), spray(0..<5, 0), spray(5..<20, 1)) == [])
    }

    @Test func aSprayThatStartsClearsTheFindingAfterAMinute() {
        let before = [dust(0..<20, 900), spray(0..<10, 0)].flatMap(\.self)
        #expect(levels(before.filter { $0.time < start + .minutes(10) }, spray(10..<11, 1)) == [.red])
        #expect(levels(before, spray(10..<20, 1)) == [])
    }

    /// A tenth below 400 is 360.
    @Test(arguments: [(361.0, [Finding.Level.red]), (360.0, [])])
    func itIsOverOnlyWellBelowTheThreshold(value: Double, expected: [Finding.Level]) {
        #expect(levels(dust(0..<10, 500), dust(10..<15, value), spray(0..<15, 0)) == expected)
    }

    @Test func aSiteWhoseSprayIsNotMeasuredIsNotAskedForIt() {
        #expect(levels(dust(0..<20, 900)) == [])
    }

    @Test func aSprayThatNobodyHearsOfIsNotJudgedAndThenGrey() {
        #expect(levels(dust(0..<31, 900), spray(0..<1, 1), spray(1..<31, nil)) == [])
        #expect(levels(dust(0..<32, 900), spray(0..<1, 1), spray(1..<32, nil)) == [.grey])
        #expect(levels(dust(0..<38, 900), spray(0..<7, 0), spray(7..<38, nil)) == [.red, .grey])
    }

    @Test func lostDustDataClearNothing() {
        #expect(levels(dust(0..<10, 900), dust(10..<60, nil), spray(0..<60, 0)) == [.red])
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        let ten = ["sprayAfter": Measure(10, .minute)]
        #expect(levels(dust(0..<11, 900), spray(0..<11, 0), limits: ten) == [])
        #expect(levels(dust(0..<12, 900), spray(0..<12, 0), limits: ten) == [.red])
        let low = ["sprayTSP": Measure(0.2, .milligramPerCubicMetre)]
        #expect(levels(dust(0..<10, 201), spray(0..<10, 0), limits: low) == [.red])
        // 80 % of a limit of the site's own.
        let strict = ["tsp": Measure(300, .microgramPerCubicMetre)]
        #expect(levels(dust(0..<10, 241), spray(0..<10, 0), limits: strict) == [.red])
        #expect(levels(dust(0..<10, 240), spray(0..<10, 0), limits: strict) == [])
    }

    @Test func itSaysWhatWasFoundAndWhatToDo() throws {
        var rules = facility(.dustSite)
        let events = (dust(0..<10, 450) + spray(0..<10, 0)).sorted { $0.time < $1.time }
        for event in events { _ = rules.consider(event) }
        let finding = try #require(rules.finding(of: "dust.spray"))
        #expect((finding.figure, finding.limit) == (450, 400))
        #expect(finding.text.zh.contains("450 µg/m³，超过400 µg/m³，5分钟内未开启喷淋"))
        let step = rules.step(of: "dust.spray")
        #expect(step == NextStep(.switchOnSpray, due: Day("2026-11-23")!))
    }

    @Test(arguments: [(4.9, [Finding.Level]()), (5, [.red])])
    func nobodySpraysInTheCold(temperature: Double, expected: [Finding.Level]) {
        let cold = (0..<10).map { sample($0 * 60 + 10, of: "line/3", Reading(.temperature, temperature, .celsius)) }
        #expect(levels(dust(0..<10, 900), spray(0..<10, 0), cold) == expected)
    }

    private func rain(_ minutes: Range<Int>, _ reading: Reading) -> [Event] {
        minutes.map { sample($0 * 60 + 10, of: "line/4", reading) }
    }

    @Test(arguments: [
        (Reading(.rainfall, 0.1, .millimetrePerHour), true), (Reading(.rainfall, 0.2, .millimetrePerHour), false),
        (Reading(.rainState, 0, .one), true), (Reading(.rainState, 1, .one), false),
    ]) func nobodySpraysInTheRain(reading: Reading, isFinding: Bool) {
        #expect(levels(dust(0..<10, 900), spray(0..<10, 0), rain(0..<10, reading)) == (isFinding ? [.red] : []))
    }

    /// After five minutes without a value nobody knows whether it still rains.
    @Test func aGaugeThatIsLostExcusesNothing() {
        func levels(_ minutes: Int) -> [Finding.Level] {
            let lost = rain(1..<minutes, Reading(.rainState, .one, bad: .noAnswer))
            let rained = rain(0..<1, Reading(.rainState, 1, .one))
            return self.levels(dust(0..<minutes, 900), spray(0..<minutes, 0), rained, lost)
        }
        #expect(levels(10) == [])
        #expect(levels(11) == [.red])
    }

    @Test func theRainEndsWhatWasFoundBefore() {
        let before = [dust(0..<20, 900), spray(0..<20, 0)].flatMap(\.self)
        #expect(levels(before, rain(12..<20, Reading(.rainState, 1, .one))) == [])
    }
}
