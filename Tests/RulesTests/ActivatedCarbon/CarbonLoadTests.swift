import Facilities
import Testing

@testable import Rules

@Suite struct CarbonLoadTests {
    /// Of 1000 kg with s = 0.10: 100 kg. 100 mg/m³ out of 10,000 m³/h are 1 kg/h.
    private let settings = CarbonSettings(
        form: .granular, mass: 1000, airVolume: 10_000, dailyHours: 24, installed: Day("2026-11-23")
    )

    private func sampleEvery(
        _ minute: Int, in before: Double = 120, out after: Double? = 20, flow: Double? = nil, fan: Double? = 1
    ) -> Event {
        let after =
            after.map { Reading(.vocOut, $0, .milligramPerCubicMetre) }
            ?? Reading(.vocOut, .milligramPerCubicMetre, bad: .noAnswer)
        let readings = [
            Reading(.vocIn, before, .milligramPerCubicMetre), after,
            flow.map { Reading(.airFlow, $0, .cubicMetrePerHour) },
            fan.map { Reading(.fanState, $0, .one) },
        ]
        let time = start + .minutes(minute)
        return .sample(Sample(device: DeviceID("b/1"), time: time, readings: readings.compactMap(\.self)))
    }

    /// Ten minutes apart.
    private func hours(
        _ range: ClosedRange<Int>, out after: Double? = 20, flow: Double? = nil, fan: Double? = 1
    ) -> [Event] {
        (range.lowerBound * 6...range.upperBound * 6).map { sampleEvery($0 * 10, out: after, flow: flow, fan: fan) }
    }

    /// At the start, so that no hour before it went unseen.
    private let filled = record(CarbonReplacement(mass: 1000))

    private func rules(
        _ events: [Event], _ change: (inout CarbonSettings) -> Void = { _ in }, limits: [String: Measure] = [:]
    ) -> FacilityRules {
        var settings = settings
        change(&settings)
        var rules = facility(.activatedCarbon(settings), limits: limits)
        for event in events { _ = rules.consider(event) }
        return rules
    }

    private func levels(
        _ events: [Event], _ change: (inout CarbonSettings) -> Void = { _ in }, limits: [String: Measure] = [:]
    ) -> [Finding.Level] {
        rules(events, change, limits: limits).status.findings.filter { $0.rule == "carbon.load" }.map(\.level)
    }

    /// The first ten hours of the day went unseen and, at 24 h a day, may be 10 kg more; the sensors 10 % of it all.
    private func withoutBand(_ settings: inout CarbonSettings) { settings.dailyHours = 8 }

    @Test(arguments: [(79, [Finding.Level]()), (80, [.yellow]), (99, [.yellow]), (100, [.red])])
    func whatWasCountedDecides(hours count: Int, expected: [Finding.Level]) {
        #expect(levels(hours(0...count), withoutBand) == expected)
    }

    @Test func theFigureIsInKilogramsAndTheLimitTheShareOfTheCapacity() {
        let finding = rules(hours(0...80), withoutBand).finding(of: "carbon.load")
        #expect(abs(finding!.figure! - 80) < 1e-6)
        #expect(finding?.limit == 80)
        #expect(finding?.source == "本程序默认 our own default")
    }

    @Test func aMeasuredAirVolumeGoesBeforeTheSettings() {
        #expect(levels(hours(0...40, flow: 20_000), withoutBand) == [.yellow])
        #expect(levels(hours(0...39, flow: 20_000), withoutBand) == [])
        // It speaks for the fan too, where nobody sees that.
        #expect(levels(hours(0...40, flow: 20_000, fan: nil), withoutBand) == [.yellow])
    }

    @Test func onlyWhileTheFanRunsSomethingIsCounted() {
        #expect(levels(hours(0...70) + hours(70...120, fan: 0), withoutBand) == [])
        #expect(levels(hours(0...120, fan: nil), withoutBand) == [])
    }

    @Test func withoutTheSensorsNothingIsJudged() {
        let events = (0...200).map { sample($0 * 600, Reading(.fanState, 1, .one)) }
        #expect(rules(events).step(of: "carbon.load") == nil)
        #expect(levels(events) == [])
        #expect(levels(hours(0...100)) { $0.airVolume = nil } == [])
    }

    /// 60 kg counted, twenty hours without data: likely 80 kg, with 10 % for the sensors 88. Thirty hours make it 99, 31 over 100.
    @Test(arguments: [(90, [Finding.Level]()), (91, [.yellow])])
    func whatItMayBeWarns(until: Int, expected: [Finding.Level]) {
        let gap = (60 * 6 + 1..<until * 6).map { sample($0 * 600, Reading(.fanState, 1, .one)) }
        let events = [filled] + hours(0...60) + gap + [sampleEvery(until * 60)]
        let found = levels(events)
        #expect(found == expected)
    }

    @Test func aGapIsNotCountedAndSaidInTheText() {
        let gap = (60 * 6 + 1..<80 * 6).map { sample($0 * 600, Reading(.fanState, 1, .one)) }
        let finding = rules(hours(0...60) + gap + hours(80...100), withoutBand).finding(of: "carbon.load")
        #expect(finding?.level == .yellow)
        #expect(abs(finding!.figure! - 80) < 0.5)
        #expect(finding?.text.zh.contains("约19.8小时运行无数据") == true)
    }

    @Test func whenHardlyAnythingWasSeenItIsGrey() {
        let unseen = (0...60 * 6).map { sample($0 * 600, Reading(.fanState, 1, .one)) }
        #expect(levels(unseen + hours(61...90), withoutBand) == [.grey])
        #expect(levels(unseen + hours(61...90), withoutBand, limits: ["loadCoverage": Measure(20, .percent)]) == [])
    }

    @Test func withoutMassOrDateItIsGrey() {
        #expect(levels(hours(0...1)) { $0.mass = nil } == [.grey])
        #expect(levels(hours(0...1)) { $0.installed = nil } == [.grey])
        let rules = rules(hours(0...60)) { $0.mass = nil }
        #expect(rules.step(of: "carbon.load") == NextStep(.completeSettings, due: Day("2026-11-23")!))
    }

    @Test func aHighAdsorptionCountsOnlyWithItsProof() {
        #expect(
            levels(
                hours(0...100),
                {
                    $0.dynamicAdsorption = 0.2
                    $0.dailyHours = 8
                }) == [.red])
        #expect(
            levels(
                hours(0...100),
                {
                    $0.dynamicAdsorption = 0.2
                    $0.dailyHours = 8
                    $0.proof = "R-1"
                }) == [])
    }

    /// Full after 100 h: at 14:00 on the 27th.
    @Test func theForecastStaysTheSameWhileNothingChanges() {
        var rules = rules([filled])
        var days: Set<Day?> = []
        for (index, event) in hours(0...99).enumerated() {
            _ = rules.consider(event)
            if index > 144 { days.insert(rules.step(of: "carbon.load")?.due) }
        }
        #expect(days == [Day("2026-11-27")!])
        #expect(rules.step(of: "carbon.load")?.action == .replaceCarbon)
        #expect(rules.finding(of: "carbon.load")?.text.zh.contains("2026-11-27") == true)
    }

    @Test func beforeADayWasSeenThereIsNoForecast() {
        #expect(rules(hours(0...23), withoutBand).step(of: "carbon.load") == nil)
    }

    @Test func aReplacementBeginsAnewAlsoWhenItIsEnteredLate() {
        let replaced = record(CarbonReplacement(mass: 1000), afterHours: 30)
        #expect(levels(hours(0...100) + [replaced], withoutBand) == [])
        #expect(levels(hours(0...100) + [replaced] + hours(100...111), withoutBand) == [.yellow])
        let old = record(CarbonReplacement(mass: 1000), afterHours: -240)
        #expect(levels(hours(0...100) + [old], withoutBand) == [.red])
    }

    @Test func carbonThatGivesOffVOCIsNotLoadedBelowNothing() {
        #expect(levels(hours(0...30, out: 300)) == [])
    }

    @Test func aLostSensorIsGrey() {
        #expect(levels(hours(0...1) + hours(2...3, out: nil), withoutBand) == [.grey])
    }
}

@Suite struct AdsorbedMassTests {
    private let mass = AdsorbedMass(counted: 50, hours: 100, running: 120, pace: 10, uncertainty: 0.1)

    @Test func unseenHoursWidenTheBandUpwards() {
        #expect(mass.unseen == 20)
        #expect(abs(mass.coverage - 100.0 / 120) < 1e-12)
        #expect([mass.least, mass.likely, mass.most] == [45, 60, 66])
    }

    /// 0.5 kg/h for ten hours a day are 5 kg a day.
    @Test func theDaysThatAreLeftHaveABandToo() throws {
        let days = try #require(mass.days(to: 100))
        #expect(abs(days.likely - 8) < 1e-9)
        #expect(abs(days.soonest - 34 / 5.5) < 1e-9)
        #expect(abs(days.latest - 55 / 4.5) < 1e-9)
    }

    @Test func withoutALoadThereIsNoForecast() {
        #expect(AdsorbedMass(counted: 0, hours: 9, running: 9, pace: 8, uncertainty: 0.1).days(to: 1) == nil)
        #expect(AdsorbedMass(counted: 9, hours: 9, running: 9, pace: nil, uncertainty: 0.1).days(to: 1) == nil)
    }
}
