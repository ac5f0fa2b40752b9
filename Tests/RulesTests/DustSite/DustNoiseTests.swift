import Facilities
import Testing

@testable import Rules

@Suite struct DustNoiseTests {
    /// Minutes from ten in the morning to ten in the evening.
    private let night = 12 * 60

    private func minutes(_ minutes: Range<Int>, _ level: Double?) -> [Event] {
        minutes.map { minute in
            let reading =
                level.map { Reading(.noise, $0, .decibel) } ?? Reading(.noise, .decibel, bad: .noAnswer)
            return sample(minute * 60, reading)
        }
    }

    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        var rules = facility(.dustSite, limits: limits)
        return rules.levels(of: "dust.noise", after: events)
    }

    @Test(arguments: [(0, 70.0, false), (0, 70.1, true), (12 * 60, 55, false), (12 * 60, 55.1, true)])
    func dayAndNightHaveLimitsOfTheirOwn(from: Int, level: Double, isFinding: Bool) {
        #expect(levels(minutes(from..<from + 21, level)) == (isFinding ? [.red] : []))
    }

    /// Ten minutes at 74 dB and ten of silence are 71 dB: the mean is one of energies.
    @Test(arguments: [(74.0, true), (73, false)]) func theMeanIsOneOfEnergies(level: Double, isFinding: Bool) {
        #expect(levels(minutes(0..<10, level) + minutes(10..<21, 0)) == (isFinding ? [.red] : []))
    }

    @Test func theTwentyMinutesBeforeTenAreOfTheDay() {
        #expect(levels(minutes(night - 20..<night + 1, 65)) == [])
    }

    @Test func theNightEndsAtSix() {
        let morning = 20 * 60
        #expect(levels(minutes(morning - 20..<morning + 20, 65)) == [.red])
        #expect(levels(minutes(morning - 20..<morning + 21, 65)) == [])
    }

    /// 15 of 20 minutes are 75 %.
    @Test(arguments: [(15, [Finding.Level.red]), (14, [.grey])])
    func tooLittleDataGiveNoVerdict(count: Int, expected: [Finding.Level]) {
        #expect(levels(minutes(0..<count, 90) + minutes(count..<21, nil)) == expected)
    }

    @Test(arguments: [(70.0, [Finding.Level.grey]), (70.1, [.red, .grey])])
    func aMaximumOfTheNightCountsAtOnce(level: Double, expected: [Finding.Level]) {
        #expect(levels(minutes(night..<night + 1, level)) == expected)
    }

    @Test func aMaximumIsOverWhenTwentyMinutesHavePassedWithoutAnother() {
        let peak = minutes(0..<1, 50) + minutes(night..<night + 1, 71)
        #expect(levels(peak + minutes(night + 1..<night + 21, 30)).contains(.red))
        #expect(levels(peak + minutes(night + 1..<night + 22, 30)) == [.red])
        #expect(levels(peak + minutes(night + 1..<night + 42, 30)) == [])
    }

    @Test func theDayHasNoMaximum() {
        #expect(levels(minutes(0..<1, 90)) == [.grey])
    }

    @Test func aMaximumTellsWhatItMayBe() throws {
        var rules = facility(.dustSite)
        for event in minutes(night..<night + 1, 72) + minutes(night + 1..<night + 3, 71) { _ = rules.consider(event) }
        let finding = try #require(rules.status.findings.first { $0.cause == "b/1/noise/peak" })
        #expect((finding.figure, finding.limit) == (72, 70))
        #expect(finding.text.zh.contains("夜间限值55加15"))
        #expect(!finding.verified)
    }

    @Test func aSensorThatIsPulledOutTurnsGreenToGreyAndKeepsRed() {
        #expect(levels(minutes(0..<21, 50) + [tick(afterHours: 0, seconds: 3599)]) == [])
        #expect(levels(minutes(0..<21, 50) + [tick(afterHours: 1)]) == [.grey])
        #expect(levels(minutes(0..<21, 90) + [tick(afterHours: 1)]) == [.red, .grey])
    }

    @Test func aSiteWithoutANoiseMeterIsNotAskedForIt() {
        #expect(levels((0..<60).map { sample($0 * 60, Reading(.tsp, 50, .microgramPerCubicMetre)) }) == [])
    }

    @Test func limitsOfTheSiteTakeThePlaceOfTheDefaults() {
        #expect(levels(minutes(0..<21, 66), limits: ["noiseDay": Measure(65, .decibel)]) == [.red])
        let limits = ["noiseNight": Measure(50, .decibel), "noiseNightPeak": Measure(10, .decibel)]
        #expect(levels(minutes(night..<night + 21, 51), limits: limits) == [.red])
        #expect(levels(minutes(night..<night + 1, 61), limits: limits) == [.red, .grey])
    }

    @Test func whatIsToBeDoneStaysDueOnTheFirstDay() {
        var rules = facility(.dustSite)
        for event in minutes(0..<3 * 24 * 60, 90) { _ = rules.consider(event) }
        let step = rules.step(of: "dust.noise")
        #expect(step == NextStep(.reduceNoise, due: Day("2026-11-23")!))
    }

    // MARK: Weather

    /// A minute's level with the wind beside it, of a mast that has its own time.
    private func windy(_ minutes: Range<Int>, _ level: Double, _ wind: Double?) -> [Event] {
        minutes.flatMap { minute in
            let mast = wind.map { Reading(.windSpeed, $0, .metrePerSecond) }
            return [
                sample(minute * 60, of: "mast", mast ?? Reading(.windSpeed, .metrePerSecond, bad: .noAnswer)),
                sample(minute * 60 + 1, Reading(.noise, level, .decibel)),
            ]
        }
    }

    /// A25. GB 12523-2025, 5.4.2: below 5 m/s.
    @Test(arguments: [(4.9, true), (5, false), (12, false)])
    func noiseInTheWindIsNotJudged(wind: Double, isFinding: Bool) {
        #expect(levels(windy(0..<21, 72, wind)) == (isFinding ? [.red] : []))
    }

    @Test func ofSeveralMastsTheHighestWindCounts() {
        let other = (0..<21).map { sample($0 * 60, of: "other", Reading(.windSpeed, 1, .metrePerSecond)) }
        #expect(levels((windy(0..<21, 72, 6) + other).sorted { $0.time < $1.time }) == [])
    }

    @Test func windOverTheTopOfTheRangeIsWind() {
        let gale = (0..<21).flatMap { minute in
            let wind = Reading(
                .windSpeed, 30, .metrePerSecond, quality: .uncertain(.outOfRange), bound: .atLeast)
            return [sample(minute * 60, wind, Reading(.noise, 72, .decibel))]
        }
        #expect(levels(gale) == [])
    }

    /// 15 calm minutes of 20 are 75 %.
    @Test(arguments: [(15, [Finding.Level.red]), (14, [])])
    func aFewGustsAreSkipped(calm: Int, expected: [Finding.Level]) {
        #expect(levels(windy(0..<calm, 72, 2) + windy(calm..<20, 72, 9) + windy(20..<21, 72, 2)) == expected)
    }

    /// Neither missing data nor over a limit: the wind says nothing of the noise.
    @Test func aWindyDayIsNotGreyAndIsListedAsNotJudged() throws {
        var rules = facility(.dustSite)
        for event in windy(0..<600, 72, 12) { _ = rules.consider(event) }
        #expect(rules.findings(of: "dust.noise").isEmpty)
        let status = rules.status
        let paused = try #require(status.notJudged.first { $0.rule == "dust.noise" })
        #expect(paused.reason == .conditions)
        #expect(paused.text.zh == "此前风速达5 m/s或有雨，按GB 12523-2025 5.4.2不测噪声")
        #expect(!status.head.zh.contains("没有数据"))
        for event in windy(600..<641, 50, 2) { _ = rules.consider(event) }
        #expect(rules.status.judged.contains("dust.noise"))
    }

    /// Where 20 minutes were judged, an hour of wind later they still tell how it stands.
    @Test func aBriefWindLeavesTheRuleJudged() {
        var rules = facility(.dustSite)
        for event in windy(0..<21, 50, 2) + windy(21..<59, 72, 12) { _ = rules.consider(event) }
        #expect(rules.status.judged.contains("dust.noise"))
        for event in windy(59..<61, 72, 12) { _ = rules.consider(event) }
        #expect(!rules.status.judged.contains("dust.noise"))
    }

    @Test func windNeitherClearsNorRaises() {
        let red = windy(0..<21, 72, 2)
        #expect(levels(red + windy(21..<300, 40, 12)) == [.red])
        #expect(levels(red + windy(21..<300, 40, 12) + windy(300..<341, 40, 2)) == [])
    }

    @Test func aMeterThatIsPulledOutInTheWindIsMissedAnHourLater() {
        let storm = windy(0..<60, 72, 12)
        #expect(levels(storm + [tick(afterHours: 1, seconds: 3500)]) == [])
        #expect(levels(storm + [tick(afterHours: 2)]) == [.grey])
    }

    @Test func aMaximumOfTheNightInTheWindIsNone() {
        #expect(levels(windy(night..<night + 1, 90, 5)) == [])
        #expect(levels(windy(night..<night + 1, 90, 4.9)).contains(.red))
    }

    @Test func aRestartHalfWayKeepsWhatTheWindTookAway() throws {
        var (whole, halves) = (facility(.dustSite), facility(.dustSite))
        let events = windy(0..<7, 72, 9) + windy(7..<21, 72, 2)
        for (number, event) in events.enumerated() {
            if number == 20 { halves = try restarted(halves, in: facility(.dustSite)) }
            _ = whole.consider(event)
            _ = halves.consider(event)
        }
        #expect(whole.status == halves.status)
        #expect(halves.findings(of: "dust.noise").isEmpty)
    }

    private func text(_ events: [Event]) -> String? {
        var rules = facility(.dustSite)
        for event in events { _ = rules.consider(event) }
        return rules.findings(of: "dust.noise").first { $0.level == .red }?.text.zh
    }

    @Test func whatIsNotKnownOfTheWeatherStandsInTheText() {
        #expect(text(minutes(0..<21, 72)) == "昼间20分钟等效声级72 dB(A)，超过70 dB(A)（未测风雨）")
        #expect(text(windy(0..<21, 72, 2)) == "昼间20分钟等效声级72 dB(A)，超过70 dB(A)（未测雨）")
        let night = text(minutes(night..<night + 1, 72))
        #expect(night == "夜间最大声级72 dB(A)，超过70 dB(A)（夜间限值55加15）（未测风雨）")
    }

    /// A wind that is measured and not known for more than five minutes: judged, and said.
    @Test func aWindThatIsLostIsSaid() {
        let lost = windy(0..<6, 72, 2) + windy(6..<21, 72, nil)
        #expect(text(lost) == "昼间20分钟等效声级72 dB(A)，超过70 dB(A)（其间风速无数据，未测雨）")
    }

    @Test(arguments: [
        (Reading(.rainfall, 0.1, .millimetrePerHour), true), (Reading(.rainfall, 0.2, .millimetrePerHour), false),
        (Reading(.rainState, 0, .one), true), (Reading(.rainState, 1, .one), false),
    ]) func noiseInTheRainIsNotJudged(rain: Reading, isFinding: Bool) {
        let events = (0..<21).flatMap { minute in
            [sample(minute * 60, of: "gauge", rain), sample(minute * 60 + 1, Reading(.noise, 72, .decibel))]
        }
        #expect(levels(events) == (isFinding ? [.red] : []))
    }

    @Test func rainByTheMillimetreAMinuteIsTheSameRain() {
        #expect(Measure("0.1 mm/min")?.value(in: .millimetrePerHour) == 6)
    }

    @Test func theSiteMayMeasureInLessWindOnly() {
        var rules = facility(.dustSite, limits: ["noiseWind": Measure(3, .metrePerSecond)])
        #expect(rules.levels(of: "dust.noise", after: windy(0..<21, 72, 4)) == [])
        #expect(rules.loosened.map(\.limit) == ["noiseWind"])
    }
}
