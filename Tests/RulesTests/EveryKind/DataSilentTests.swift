import Facilities
import Testing

@testable import Rules

@Suite struct DataSilentTests {
    private let good = sample(0, Reading(.tsp, 10, .microgramPerCubicMetre))

    @Test(arguments: [(300, []), (301, [Finding.Level.grey])])
    func silenceIsGreyAfterFiveMinutes(seconds: Int, expected: [Finding.Level]) {
        var rules = facility(.dustSite)
        #expect(rules.levels(of: "data.silent", after: [good, tick(afterHours: 0, seconds: seconds)]) == expected)
    }

    @Test func aDeviceThatSendsOnlyBadValuesIsSilent() {
        var rules = facility(.dustSite)
        let bad = sample(200, Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer))
        #expect(rules.levels(of: "data.silent", after: [good, bad, tick(afterHours: 0, seconds: 301)]) == [.grey])
    }

    @Test func nothingYetIsGrey() {
        var rules = facility(.dustSite)
        #expect(rules.levels(of: "data.silent", after: [.tick(start)]) == [.grey])
        #expect(rules.status.light == .grey)
    }

    private func marked(_ seconds: Int, _ reason: Quality.Reason = .maintenance) -> Event {
        sample(seconds, Reading(.tsp, 10, .microgramPerCubicMetre, quality: .uncertain(reason)))
    }

    @Test(arguments: [
        (Quality.Reason.maintenance, "b/1维护中，期间数据不作判断"), (.calibrating, "b/1校准中，期间数据不作判断"),
    ]) func workOnTheInstrumentsIsNotSilence(reason: Quality.Reason, text: String) {
        var rules = facility(.dustSite)
        let events = [good, marked(60, reason), marked(360, reason), tick(afterHours: 0, seconds: 400)]
        #expect(rules.levels(of: "data.silent", after: events) == [.grey])
        let finding = rules.finding(of: "data.silent")
        #expect((finding?.cause, finding?.text.zh) == ("maintenance", text))
        #expect(finding?.since == start + .minutes(1))
        #expect(rules.step(of: "data.silent") == nil)
    }

    @Test func workOnOneOfSeveralDevicesCountsToo() {
        var rules = facility(.dustSite)
        let other = sample(70, of: "c@d/2", Reading(.noise, 50, .decibel))
        #expect(rules.levels(of: "data.silent", after: [good, marked(60), other]) == [.grey])
    }

    @Test func theFirstSampleWithoutTheMarkEndsIt() {
        var rules = facility(.dustSite)
        let after = sample(120, Reading(.tsp, 10, .microgramPerCubicMetre))
        #expect(rules.levels(of: "data.silent", after: [good, marked(60), after]) == [])
    }

    @Test func aDeviceThatStaysUnpluggedAfterTheWorkIsSilent() {
        var rules = facility(.dustSite)
        let unplugged = sample(90, Reading(.tsp, .microgramPerCubicMetre, bad: .noAnswer))
        let events = [good, marked(60), unplugged, tick(afterHours: 0, seconds: 360)]
        #expect(rules.levels(of: "data.silent", after: events) == [.grey])
        #expect(rules.finding(of: "data.silent")?.cause == "maintenance")
        #expect(rules.levels(of: "data.silent", after: [tick(afterHours: 0, seconds: 361)]) == [.grey])
        #expect(rules.finding(of: "data.silent")?.cause == "")
    }

    @Test func checkingTheSensorsStaysDueOnTheFirstDay() {
        var rules = facility(.dustSite)
        for event in [good, tick(afterHours: 1), tick(afterHours: 50)] { _ = rules.consider(event) }
        let step = rules.step(of: "data.silent")
        #expect(step == NextStep(.checkSensors, due: Day("2026-11-23")!))
    }
}
