import Facilities
import Rules
import Testing

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
}
