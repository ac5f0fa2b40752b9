import Facilities
import Testing

@testable import Rules

/// Midnight in Nanjing, on the 23rd.
private let midnight = Timestamp("2026-11-22T16:00:00Z")!
private let day = 1440

@Suite struct DataRecordTests {
    private var box: FacilityRules { facility(.activatedCarbon(CarbonSettings(form: .granular, mass: 1000))) }

    private func replacement(at minute: Int) -> Record {
        Record(at: midnight + .minutes(minute), by: "王", CarbonReplacement(mass: 1000))
    }

    /// A fan that runs but for some minutes of the first day.
    private func fan(standing: Range<Int>) -> (Int) -> [Told] {
        { [Told(.fanCurrent, standing.contains($0) ? 0 : 12), Told(.fanState, standing.contains($0) ? 0 : 1)] }
    }

    @Test(arguments: [(29, 1), (30, 0)])
    func aReplacementOnADayOnWhichTheFanNeverStoodHalfAnHourIsNotInTheData(stood: Int, count: Int) {
        var rules = box
        let runs = fan(standing: 601..<(600 + stood))
        var found = rules.suspicions(minutes: 0..<700, from: midnight, runs)
        found += rules.suspicions(after: replacement(at: 640))
        found += rules.suspicions(minutes: 700..<day, from: midnight, runs)
        #expect(found.isEmpty, "the day is not over")
        found = rules.suspicions(minutes: day..<(day + 2), from: midnight, runs)
        #expect(found.count == count)
        #expect(found.allSatisfy { $0.rule == "data.record" && $0.cause == "replacement/2026-11-23" })
    }

    @Test func oneThatIsEnteredLaterIsLookedAtAtOnce() {
        var rules = box
        _ = rules.suspicions(minutes: 0..<(3 * day), from: midnight, fan(standing: 0..<0))
        #expect(rules.suspicions(after: replacement(at: day + 600)).map(\.kind) == [.unseenRecord])
    }

    @Test func oneOfADayBeforeTheGatewayCameIsNot() {
        var rules = box
        _ = rules.suspicions(minutes: 0..<day + 60, from: midnight, fan(standing: 0..<0))
        #expect(rules.suspicions(after: replacement(at: -600)).isEmpty)
    }

    @Test func theTimeBeforeTheFirstSampleMayHaveBeenAStandstill() {
        var rules = box
        _ = rules.suspicions(minutes: 600..<(day + 60), from: midnight, fan(standing: 0..<0))
        #expect(rules.suspicions(after: replacement(at: 300)).isEmpty)
    }

    @Test func soMayTimeWithoutAnAnswer() {
        var rules = box
        for minutes in [0..<600, 640..<(day + 60)] {
            _ = rules.suspicions(minutes: minutes, from: midnight, fan(standing: 0..<0))
        }
        #expect(rules.suspicions(after: replacement(at: 620)).isEmpty)
    }

    @Test func aBoxWithoutAFanSignalSaysNothing() {
        var rules = box
        _ = rules.suspicions(minutes: 0..<(2 * day), from: midnight) { _ in [Told(.pressureDrop, 800)] }
        #expect(rules.suspicions(after: replacement(at: 600)).isEmpty)
    }

    @Test(arguments: [(810.0, 1), (790.0, 0)])
    func carbonThatIsWeighedGetsLighterByAFifth(least: Double, count: Int) {
        var rules = box
        _ = rules.suspicions(minutes: 0..<(day + 60), from: midnight) { minute in
            [Told(.fanState, 400..<500 ~= minute ? 0 : 1), Told(.carbonWeight, minute == 450 ? least : 1000)]
        }
        #expect(rules.suspicions(after: replacement(at: 600)).count == count)
    }

    // MARK: Cleanings

    private func cleaning(_ parts: Set<Cleaning.Part>) -> Record {
        Record(at: midnight + .minutes(900), by: "王", Cleaning(parts: parts))
    }

    private func kitchen(standing: Range<Int>) -> FacilityRules {
        var rules = facility(.fumePurifier(FumeSettings(stoves: 2)))
        _ = rules.suspicions(minutes: 0..<(day + 60), from: midnight) { minute in
            [Told(.fanCurrent, 12), Told(.purifierCurrent, standing.contains(minute) ? 0 : 1.4)]
        }
        return rules
    }

    @Test func platesAreNotCleanedInAPurifierThatRunsAllDay() {
        var rules = kitchen(standing: 0..<0)
        #expect(rules.suspicions(after: cleaning([.plates])).map(\.cause) == ["cleaning/2026-11-23"])
    }

    @Test func theyMayHaveBeenInOneThatStood() {
        var rules = kitchen(standing: 601..<631)
        #expect(rules.suspicions(after: cleaning([.plates])).isEmpty)
    }

    @Test func aFilterCanBeCleanedWhileItRuns() {
        var rules = kitchen(standing: 0..<0)
        #expect(rules.suspicions(after: cleaning([.filter])).isEmpty)
    }

    @Test func aRestartAtNoonChangesNothing() throws {
        var rules = box
        let runs = fan(standing: 0..<0)
        _ = rules.suspicions(minutes: 0..<720, from: midnight, runs)
        _ = rules.suspicions(after: replacement(at: 600))
        rules = try rules.restarted()
        #expect(rules.suspicions(minutes: 720..<(day + 2), from: midnight, runs).count == 1)
        #expect(rules.status.findings.allSatisfy { $0.rule != "data.record" })
    }
}
