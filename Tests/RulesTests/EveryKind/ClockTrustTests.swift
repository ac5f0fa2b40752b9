import Facilities
import Testing

@testable import Rules

@Suite struct ClockTrustTests {
    private func reading(_ seconds: Int, _ quality: Quality) -> Event {
        sample(seconds, Reading(.tsp, 10, .microgramPerCubicMetre, quality: quality))
    }

    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        var rules = facility(.dustSite, limits: limits)
        return rules.levels(of: "clock.trust", after: events)
    }

    @Test func theFirstMarkIsGreyAndTheFirstGoodSampleEndsIt() {
        #expect(levels([reading(0, .good)]) == [])
        #expect(levels([reading(0, .uncertain(.clockUntrusted))]) == [.grey])
        #expect(levels([reading(0, .uncertain(.clockUntrusted)), tick(afterHours: 1)]) == [.grey])
        #expect(levels([reading(0, .uncertain(.clockUntrusted)), reading(1, .good)]) == [])
    }

    /// Where nothing is measured, deadlines go by the calendar all the same.
    @Test(arguments: [
        Facility.Settings.activatedCarbon(CarbonSettings(form: .granular)), .fumePurifier(FumeSettings(stoves: 4)),
        .complaintPoint(ComplaintSettings()),
    ]) func aMinuteOfAnUnknownTimeIsGreyAndOneOfAKnownTimeEndsIt(settings: Facility.Settings) {
        var rules = facility(settings)
        #expect(rules.levels(of: "clock.trust", after: [.tick(start, isBelieved: false)]) == [.grey])
        #expect(rules.status.light == .grey)
        #expect(rules.levels(of: "clock.trust", after: [.tick(start + .minutes(1))]) == [.grey])
        #expect(rules.levels(of: "clock.trust", after: [.tick(start + .minutes(2), isBelieved: true)]) == [])
    }

    @Test func samplesThatTellNothingOfTheClockChangeNothing() {
        let bad = sample(1, Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer))
        #expect(
            levels([reading(0, .uncertain(.clockUntrusted)), bad, reading(2, .uncertain(.maintenance))]) == [.grey])
        #expect(levels([bad, reading(2, .uncertain(.maintenance))]) == [])
    }

    @Test func aSiteMayWaitForItsClock() {
        let limits = ["clockUntrustedFor": Measure(10, .minute)]
        let events = [0, 599].map { reading($0, .uncertain(.clockUntrusted)) }
        #expect(levels(events, limits: limits) == [])
        #expect(levels(events + [reading(600, .uncertain(.clockUntrusted))], limits: limits) == [.grey])
    }

    @Test func settingTheClockIsDueAtOnce() {
        var rules = facility(.dustSite)
        for hour in 0..<50 { _ = rules.consider(reading(hour * 3600, .uncertain(.clockUntrusted))) }
        let step = rules.step(of: "clock.trust")
        #expect(step == NextStep(.checkClock, due: Day("2026-11-23")!))
    }
}
