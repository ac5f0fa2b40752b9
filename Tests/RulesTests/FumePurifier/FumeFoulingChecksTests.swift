import Facilities
import Testing

@testable import Rules

@Suite struct FumeFoulingChecksTests {
    private static let minutesPerSample = 5

    /// A sample in five minutes, from one minute to before another.
    private func run(
        _ minutes: Range<Int>, _ value: Double, _ quantity: Quantity = .purifierCurrent, fan: Double = 1,
        of device: String = "b/1"
    ) -> [Event] {
        let unit: PhysicalUnit = quantity == .purifierCurrent ? .ampere : .pascal
        return stride(from: minutes.lowerBound, to: minutes.upperBound, by: Self.minutesPerSample).map {
            sample($0 * 60, of: device, Reading(.fanState, fan, .one), Reading(quantity, value, unit))
        }
    }

    private func rules(
        _ events: [Event], lastCleaned: String? = nil, channels: [Channel] = [], limits: [String: Measure] = [:]
    ) -> FacilityRules {
        let settings = FumeSettings(stoves: 4, lastCleaned: lastCleaned.flatMap { Day($0) })
        return facility(.fumePurifier(settings), limits: limits, channels: channels).after(events)
    }

    private func checks(_ rules: FacilityRules, _ item: StandardCheck.Kind = .current) -> [StandardCheck] {
        rules.checks.filter { $0.item == item }
    }

    private func cleaned(atMinute minute: Int, _ parts: Set<Cleaning.Part>? = nil) -> Event {
        .record(Record(at: start + .minutes(minute), by: "王", Cleaning(parts: parts)))
    }

    private func begun(atMinute minute: Int) -> Event {
        .record(Record(at: start + .minutes(minute), by: "王", CleaningStart()))
    }

    /// A first cleaning with 1 A (or 100 Pa) for nine hours; stood, and cleaned again after ten.
    private func secondCleaning(_ quantity: Quantity = .purifierCurrent, _ parts: Set<Cleaning.Part>? = nil)
        -> [Event]
    {
        let clean = quantity == .purifierCurrent ? 1.0 : 100
        return [cleaned(atMinute: 0)] + run(5..<560, clean, quantity) + run(560..<600, 0, quantity, fan: 0)
            + [cleaned(atMinute: 600, parts)]
    }

    @Test func withoutACleaningOnRecordThereIsNoCheck() {
        #expect(checks(rules(run(0..<600, 1))) == [])
    }

    @Test(arguments: [0, 30, 55]) func beforeAnHourOfRunningItSaysWhenItIsOver(ran: Int) {
        let events = secondCleaning() + run(605..<(606 + ran), 1)
        #expect(checks(rules(events)).map(\.state) == [.waiting(until: start + .minutes(665))])
        #expect(checks(rules(events)).allSatisfy { $0.figure == nil })
    }

    @Test func afterAnHourTheNewestTenMinutesAreJudged() {
        let states = checks(rules(secondCleaning() + run(605..<661, 1))).map(\.state)
        #expect(states.allSatisfy { if case .waiting = $0 { true } else { false } } && states.count == 1)
        let check = checks(rules(secondCleaning() + run(605..<666, 1))).first
        #expect(check?.state == .passed)
        #expect(check?.figure == Measure(1, .ampere) && check?.reference == Measure(1, .ampere))
        #expect(check?.time == start + .minutes(665))
    }

    @Test(
        arguments: [(0.89, .tooLow), (0.91, .passed), (1.09, .passed), (1.11, .tooHigh)]
            as [(Double, StandardCheck.State)])
    func theCurrentIsBackWithinTenPerCentInBothDirections(current: Double, state: StandardCheck.State) {
        #expect(checks(rules(secondCleaning() + run(605..<680, current))).map(\.state) == [state])
    }

    @Test(
        arguments: [(79.0, .tooLow), (81, .passed), (119, .passed), (121, .tooHigh)]
            as [(Double, StandardCheck.State)])
    func thePressureDropIsBackWithinTwenty(pressure: Double, state: StandardCheck.State) {
        let events = secondCleaning(.pressureDrop) + run(605..<680, pressure, .pressureDrop)
        #expect(checks(rules(events), .pressure).map(\.state) == [state])
    }

    @Test func theSiteSetsHowNearItMustBe() {
        let limits = ["foulingRecovery": Measure("5 %")!, "foulingPressureRecovery": Measure("5 %")!]
        #expect(checks(rules(secondCleaning() + run(605..<680, 0.94), limits: limits)).map(\.state) == [.tooLow])
        let events = secondCleaning(.pressureDrop) + run(605..<680, 106, .pressureDrop)
        #expect(checks(rules(events, limits: limits), .pressure).map(\.state) == [.tooHigh])
    }

    @Test func theFirstCleaningGivesTheBaseline() {
        let early = rules([cleaned(atMinute: 0)] + run(5..<70, 0.8))
        #expect(checks(early).map(\.state) == [.firstCleaning])
        #expect(checks(early).first?.reference == nil)
        let late = rules([cleaned(atMinute: 0)] + run(5..<600, 0.8))
        #expect(checks(late).map(\.state) == [.firstCleaning])
        #expect(checks(late).first?.reference == Measure(0.8, .ampere))
    }

    @Test func aBadCleaningIsNotItsOwnYardstick() {
        // The eight hours after it are over, and the best is still that of the first.
        let check = checks(rules(secondCleaning() + run(605..<1200, 0.6))).first
        #expect(check?.state == .tooLow && check?.reference == Measure(1, .ampere))
        var twice = secondCleaning() + run(605..<1200, 0.6)
        twice += run(1200..<1240, 0, fan: 0) + [cleaned(atMinute: 1240)]
        twice += run(1245..<1320, 0.6)
        #expect(checks(rules(twice)).map(\.state) == [.tooLow])
    }

    @Test func whatFallsLaterIsNotBlamedOnTheCleaning() {
        let low = checks(rules(secondCleaning() + run(605..<700, 0.8))).first
        #expect(low?.state == .tooLow && low?.wasReached == false)
        let later = checks(rules(secondCleaning() + run(605..<700, 1) + run(700..<800, 0.8))).first
        #expect(later?.state == .tooLow && later?.wasReached == true)
    }

    @Test func aRestartOfThePurifierStartsTheHourAgain() {
        let events = secondCleaning() + run(605..<650, 1) + run(650..<655, 0) + run(655..<700, 1)
        guard case .waiting(let until)? = checks(rules(events)).first?.state else {
            Issue.record("judged without an hour of running")
            return
        }
        #expect(until == start + .minutes(715))
    }

    @Test func whileItStandsItSaysHowLongItMustRun() {
        #expect(
            checks(rules(secondCleaning() + run(605..<620, 0, fan: 0))).map(\.state) == [.waitingForRun(minutes: 60)])
    }

    @Test func whatWasJudgedStaysForADayWhileThePurifierIsOff() {
        let judged = secondCleaning() + run(605..<680, 1)
        let night = judged + run(680..<(670 + 1440), 0, fan: 0)
        #expect(checks(rules(night)).map(\.state) == [.passed])
        let day = judged + run(680..<(690 + 1440), 0, fan: 0)
        #expect(checks(rules(day)).map(\.state) == [.waitingForRun(minutes: 60)])
    }

    @Test(arguments: [(5, true), (6, false)])
    func aDeviceThatWentSilentKeepsNoTick(minutes: Int, isThere: Bool) {
        let events = secondCleaning() + run(605..<680, 1) + [tick(afterHours: 0, seconds: (675 + minutes) * 60)]
        #expect(checks(rules(events)).map(\.state) == (isThere ? [.passed] : []))
    }

    @Test func aBadValueIsNoEvidence() {
        let bad = (0..<3).map {
            sample((680 + $0 * 5) * 60, Reading(.fanState, 1, .one), Reading(.purifierCurrent, .ampere, bad: .noAnswer))
        }
        #expect(checks(rules(secondCleaning() + run(605..<680, 1) + bad)) == [])
    }

    @Test func aCleaningThatWasBegunWaitsForItsRecord() {
        let events = secondCleaning() + run(605..<680, 1)
        // A second one begins on the next day.
        let next = run(680..<1500, 1) + [begun(atMinute: 1500)] + run(1505..<1520, 1)
        #expect(checks(rules(events + next)).map(\.state) == [.waitingForRecord])
        let done = next + run(1520..<1560, 0, fan: 0) + [cleaned(atMinute: 1560)] + run(1565..<1570, 1)
        #expect(checks(rules(events + done)).map(\.state) == [.waiting(until: start + .minutes(1625))])
        // Without a record it is over after four hours.
        #expect(checks(rules(events + next + run(1520..<1745, 1))).map(\.state) == [.passed])
    }

    @Test func anOlderCleaningThatIsEnteredLateChangesNothing() {
        let older = Record(at: start - .days(3), by: "王", Cleaning(parts: [.plates, .filter]))
        let filter = Record(at: start - .days(3), by: "王", Cleaning(parts: [.filter]))
        let events = secondCleaning() + run(605..<680, 1) + [.record(older)]
        #expect(checks(rules(events)).map(\.state) == [.passed])
        let pressure = secondCleaning(.pressureDrop) + run(605..<680, 100, .pressureDrop) + [.record(filter)]
        #expect(checks(rules(pressure), .pressure).map(\.state) == [.passed])
    }

    @Test func aCleaningTwiceOnRecordIsOneCleaning() {
        let events = secondCleaning() + [cleaned(atMinute: 600)] + run(605..<680, 1) + [cleaned(atMinute: 600)]
        #expect(checks(rules(events)).map(\.state) == [.passed])
    }

    @Test func afterARestartNothingIsSaidBeforeTheFirstEvent() throws {
        let before = rules(secondCleaning() + run(605..<680, 0.95))
        let fresh = facility(.fumePurifier(FumeSettings(stoves: 4)))
        let after = try restarted(before, in: fresh)
        #expect(after.checks == [])
        let next = after.after([tick(afterHours: 0, seconds: 676 * 60)])
        #expect(checks(next) == checks(before.after([tick(afterHours: 0, seconds: 676 * 60)])))
        #expect(checks(next).map(\.state) == [.passed])
    }

    @Test func aClockThatWentForwardDoesNotMakeAnHourOfRunning() {
        let events = secondCleaning() + run(605..<620, 1) + run(680..<700, 1)
        guard case .waiting(let until)? = checks(rules(events)).first?.state else {
            Issue.record("judged after half an hour of running")
            return
        }
        #expect(until > start + .minutes(720))
    }

    @Test func aClockThatWentBackGivesNoTick() {
        let events = secondCleaning() + run(605..<680, 1) + run(640..<660, 1)
        #expect(checks(rules(events)) == [])
    }

    @Test func ofTwoPurifiersEachIsJudgedAndASilentOneIsNamed() {
        let channels = ["b/1", "b/2"].flatMap { device in
            [Channel(DeviceID(device), .fanState), Channel(DeviceID(device), .purifierCurrent, place: "\(device)台")]
        }
        var both = [cleaned(atMinute: 0)]
        for minute in stride(from: 5, to: 80, by: 5) {
            both += run(minute..<(minute + 1), 1) + run(minute..<(minute + 1), 1, of: "b/2")
        }
        let two = checks(rules(both, channels: channels))
        #expect(two.map(\.state) == [.firstCleaning, .firstCleaning])
        #expect(two.map(\.place) == ["b/1台", "b/2台"])
        let one = checks(rules(both + run(80..<100, 1), channels: channels))
        #expect(one.map(\.state) == [.firstCleaning, .notMeasured])
    }
}
