import Facilities
import Testing

@testable import Rules

/// Case A28: devices that are polled every 12 minutes.
@Suite struct SlowPeriodTests {
    private static let period = Duration.minutes(12)

    private func site(_ settings: Facility.Settings, _ quantities: Quantity...) -> FacilityRules {
        facility(
            settings, channels: quantities.map { Channel(DeviceID("b/1"), $0, period: Self.period) })
    }

    /// Ninety minutes of samples every twelve, with a tick a minute.
    private func events(_ readings: Reading..., lost: Set<Int> = []) -> [Event] {
        (0...90).flatMap { minute -> [Event] in
            let tick = Event.tick(start + .minutes(minute) + .seconds(30))
            guard minute % 12 == 0 else { return [tick] }
            let given = readings.map { lost.contains(minute) ? Reading($0.quantity, $0.unit, bad: .noAnswer) : $0 }
            return [.sample(Sample(device: DeviceID("b/1"), time: start + .minutes(minute), readings: given)), tick]
        }
    }

    private func entries(_ rules: FacilityRules, _ events: [Event], of rule: String) -> [Entry.Kind] {
        var rules = rules
        return events.flatMap { rules.consider($0) }.filter { $0.finding?.rule == rule }.map(\.kind)
    }

    private static let kinds: [(Facility.Settings, Reading)] = [
        (.dustSite, Reading(.tsp, 60, .microgramPerCubicMetre)), (AnyPoint.carbon, Reading(.fanCurrent, 9, .ampere)),
        (AnyPoint.kitchen, Reading(.purifierState, 1, .one)), (AnyPoint.machine, Reading(.engineSpeed, 1500, .rpm)),
    ]

    @Test(arguments: kinds) func slowDataAreNotSilent(settings: Facility.Settings, reading: Reading) {
        let rules = site(settings, reading.quantity)
        #expect(entries(rules, events(reading), of: "data.silent") == [])
        #expect(entries(rules, events(reading, lost: [24, 60]), of: "data.silent") == [])
    }

    @Test(arguments: kinds) func dataThatDoNotComeForThreePeriodsAre(settings: Facility.Settings, reading: Reading) {
        let rules = site(settings, reading.quantity)
        #expect(entries(rules, events(reading, lost: [24, 36, 48]), of: "data.silent") == [.raised, .cleared])
    }

    @Test func theFansHoursAreCounted() throws {
        let rules = site(AnyPoint.carbon, .fanCurrent).after(events(Reading(.fanCurrent, 9, .ampere)))
        // The last of the samples came after 84 minutes.
        #expect(abs(try #require(rules.counted("hours", by: "carbon.cycle")) - 1.4) < 1e-9)
        var again = site(AnyPoint.carbon, .fanCurrent)
        for event in events(Reading(.fanCurrent, 9, .ampere)) { again = try again.restarted().after([event]) }
        #expect(abs(try #require(again.counted("hours", by: "carbon.cycle")) - 1.4) < 1e-9)
    }

    @Test func anAnswerThatIsLostCostsTwoPeriods() throws {
        let rules = site(AnyPoint.carbon, .fanCurrent).after(events(Reading(.fanCurrent, 9, .ampere), lost: [36]))
        #expect(abs(try #require(rules.counted("hours", by: "carbon.cycle")) - 1.4) < 0.41)
    }

    @Test func theBypassIsJudgedBesideAFanThatIsReadSlowly() {
        let rules = site(AnyPoint.carbon, .fanCurrent, .pressureDrop)
        let read = events(Reading(.fanCurrent, 9, .ampere), Reading(.pressureDrop, 10, .pascal))
        #expect(rules.after(read).judged(by: "carbon.bypass").map(\.level) == [.red])
        #expect(rules.after(read).findings(of: "carbon.bypass").allSatisfy { $0.level == .red })
    }

    /// At the default period nothing has changed: five minutes are silence.
    @Test func aFastDeviceIsSilentAfterFiveMinutes() {
        let rules = facility(AnyPoint.carbon, channels: [Channel(DeviceID("b/1"), .fanCurrent)])
        let first = sample(0, Reading(.fanCurrent, 9, .ampere))
        let silent = entries(rules, [first, tick(afterHours: 0, seconds: 301)], of: "data.silent")
        #expect(silent == [.raised])
        #expect(entries(rules, [first, tick(afterHours: 0, seconds: 300)], of: "data.silent") == [])
    }
}
