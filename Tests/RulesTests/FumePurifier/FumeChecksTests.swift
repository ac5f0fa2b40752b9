import Facilities
import Testing

@testable import Rules

/// What the gateway ticks beside current and pressure drop.
@Suite struct FumeChecksTests {
    private func rules(_ events: [Event]) -> FacilityRules {
        facility(.fumePurifier(FumeSettings(stoves: 4))).after(events)
    }

    private func checks(_ rules: FacilityRules, _ item: StandardCheck.Kind) -> [StandardCheck] {
        rules.checks.filter { $0.item == item }
    }

    // MARK: The fume

    /// A value a minute.
    private func fume(_ minutes: Range<Int>, _ value: Double, fan: Double = 1) -> [Event] {
        minutes.map {
            sample($0 * 60, Reading(.fanState, fan, .one), Reading(.fume, value, .milligramPerCubicMetre))
        }
    }

    @Test(arguments: [(1.99, .passed), (2.0, .passed), (2.01, .tooHigh)] as [(Double, StandardCheck.State)])
    func theNewestMeanOfTheFumeKeepsToTheLimit(value: Double, state: StandardCheck.State) {
        let check = checks(rules(fume(0..<11, value)), .fume).first
        #expect(check?.state == state)
        #expect(check?.figure == Measure(value, .milligramPerCubicMetre))
        #expect(check?.reference == Measure(2, .milligramPerCubicMetre))
        #expect(check?.time == start + .minutes(10))
    }

    @Test func beforeTheFirstMeanItSaysWhenThereIsOne() {
        #expect(checks(rules(fume(0..<10, 1)), .fume).map(\.state) == [.waiting(until: start + .minutes(10))])
        // Too little of the first ten minutes: the next ten give it.
        #expect(checks(rules(fume(3..<8, 1)), .fume).map(\.state) == [.waiting(until: start + .minutes(20))])
        #expect(checks(rules(fume(2..<8, 1)), .fume).map(\.state) == [.waiting(until: start + .minutes(10))])
    }

    @Test func whileTheFanStandsTheFumeWaitsForIt() {
        #expect(checks(rules(fume(0..<5, 0, fan: 0)), .fume).map(\.state) == [.waitingForRun(minutes: 10)])
    }

    @Test func aMeanOfHalfAnHourAgoIsNotOfNow() {
        let cooked = fume(0..<11, 1)
        #expect(checks(rules(cooked + fume(11..<30, 0, fan: 0)), .fume).map(\.state) == [.passed])
        #expect(checks(rules(cooked + fume(11..<31, 0, fan: 0)), .fume).map(\.state) == [.waitingForRun(minutes: 10)])
    }

    @Test func aSilentFumeSensorGivesNoTick() {
        let events = fume(0..<11, 1)
        #expect(checks(rules(events + [tick(afterHours: 0, seconds: 900)]), .fume).count == 1)
        #expect(checks(rules(events + [tick(afterHours: 0, seconds: 901)]), .fume) == [])
        #expect(checks(rules([tick(afterHours: 0)]), .fume) == [])
    }

    @Test func afterARestartTheMeanIsThere() throws {
        let fresh = facility(.fumePurifier(FumeSettings(stoves: 4)))
        let after = try restarted(rules(fume(0..<11, 1)), in: fresh)
        #expect(after.checks == [])
        #expect(checks(after.after(fume(11..<12, 1)), .fume).map(\.state) == [.passed])
    }

    // MARK: The efficiency

    private func sides(_ minutes: Range<Int>, inlet: Double, outlet: Double) -> [Event] {
        minutes.map {
            sample(
                $0 * 60, Reading(.fanState, 1, .one), Reading(.fumeIn, inlet, .milligramPerCubicMetre),
                Reading(.fume, outlet, .milligramPerCubicMetre))
        }
    }

    @Test(arguments: [(4.1, .tooLow), (4.0, .passed), (3.9, .passed)] as [(Double, StandardCheck.State)])
    func aSmallKitchensPurifierTakesOutSixtyPerCent(outlet: Double, state: StandardCheck.State) {
        let small = facility(.fumePurifier(FumeSettings(stoves: 2)))
        let check = checks(small.after(sides(0..<62, inlet: 10, outlet: outlet)), .efficiency).first
        #expect(check?.state == state)
        #expect(check?.reference == Measure(60, .percent))
    }

    @Test func beforeAnHourOfOperationTheEfficiencyWaits() {
        let events = sides(0..<31, inlet: 10, outlet: 1)
        #expect(checks(rules(events), .efficiency).map(\.state) == [.waitingForRun(minutes: 30)])
    }

    @Test func withoutAnInletGaugeThereIsNoEfficiency() {
        #expect(checks(rules(fume(0..<90, 1)), .efficiency) == [])
    }

    @Test func anEfficiencyOfMoreThanAnHourAgoIsNotOfNow() {
        let hour = sides(0..<61, inlet: 10, outlet: 1)
        // Too little fume comes in to be judged, but it is measured.
        #expect(checks(rules(hour + sides(61..<131, inlet: 0.5, outlet: 0.1)), .efficiency).map(\.state) == [.passed])
        let later = checks(rules(hour + sides(61..<132, inlet: 0.5, outlet: 0.1)), .efficiency)
        #expect(later.map(\.figure) == [nil])
    }

    // MARK: On together

    private func state(_ second: Int, fan: Double, purifier: Double) -> Event {
        sample(second, Reading(.fanState, fan, .one), Reading(.purifierState, purifier, .one))
    }

    @Test func thePurifierIsOnWhileTheFanRuns() {
        #expect(checks(rules([state(0, fan: 1, purifier: 1)]), .together).map(\.state) == [.passed])
        #expect(checks(rules([state(0, fan: 0, purifier: 0)]), .together).map(\.state) == [.waitingForRun(minutes: 5)])
    }

    @Test(arguments: [(299, .waiting(until: start + .seconds(359))), (300, .off)] as [(Int, StandardCheck.State)])
    func itMayBeOffForFiveMinutes(seconds: Int, state expected: StandardCheck.State) {
        let events = stride(from: 0, through: seconds, by: 1).map { state($0, fan: 1, purifier: 0) }
        #expect(checks(rules(events), .together).map(\.state) == [expected])
    }

    @Test func itIsToldFromTheBeginUntilWhenItMayBeOff() {
        #expect(
            checks(rules([state(0, fan: 1, purifier: 0)]), .together).map(\.state)
                == [.waiting(until: start + .minutes(5))])
    }

    @Test(arguments: [(60, 1), (61, 0)]) func onlyTheLastMinuteShowsIt(seconds: Int, count: Int) {
        let events = [state(0, fan: 1, purifier: 1), tick(afterHours: 0, seconds: seconds)]
        #expect(checks(rules(events), .together).count == count)
    }

    @Test func whileTheCellDriesTheTickWaitsForTheRecord() {
        let begun = Event.record(Record(at: start, by: "王", CleaningStart()))
        let events = [begun] + stride(from: 0, through: 600, by: 10).map { state($0, fan: 1, purifier: 0) }
        #expect(checks(rules(events), .together).map(\.state) == [.waitingForRecord])
    }

    // MARK: It did stand still

    private func purifier(_ minutes: Range<Int>, _ value: Double) -> [Event] {
        minutes.map { sample($0 * 60, Reading(.purifierState, value, .one)) }
    }

    private let cleaned = Event.record(Record(at: start, by: "王", Cleaning()))

    @Test(arguments: [(29, .notShown), (30, .passed)] as [(Int, StandardCheck.State)])
    func itStoodForHalfAnHourOnTheDayOfTheCleaning(minutes: Int, state: StandardCheck.State) {
        let events = purifier(0..<10, 1) + purifier(10..<(11 + minutes), 0) + [cleaned]
        let check = checks(rules(events), .stood).first
        #expect(check?.state == state)
        #expect(check?.figure == Measure(Double(minutes), .minute))
    }

    @Test func timeInWhichNobodySawItIsNoEvidenceThatItStood() {
        // It is silent for an hour, and the gateway was down for another.
        let silent = purifier(0..<10, 0) + (10..<70).map { tick(afterHours: 0, seconds: $0 * 60) }
        #expect(checks(rules(silent + purifier(70..<80, 0) + [cleaned]), .stood).first?.state == .notShown)
        let down = purifier(0..<10, 0) + purifier(70..<80, 0) + [cleaned]
        #expect(checks(rules(down), .stood).first?.state == .notShown)
    }

    @Test func withoutACleaningOrWithoutDataOfItsDayThereIsNoCheck() {
        #expect(checks(rules(purifier(0..<60, 0)), .stood) == [])
        let before = Event.record(Record(at: start - .days(2), by: "王", Cleaning()))
        #expect(checks(rules(purifier(0..<60, 0) + [before]), .stood) == [])
    }

    @Test func whatWasSeenOfTheDayOutlivesARestartAndASilence() throws {
        let before = rules(purifier(0..<60, 0) + [cleaned])
        let fresh = facility(.fumePurifier(FumeSettings(stoves: 4)))
        let after = try restarted(before, in: fresh).after([tick(afterHours: 30)])
        #expect(checks(after, .stood).map(\.figure) == [Measure(59, .minute)])
    }

    @Test func aCleaningOfTheDuctIsNotCheckedForIt() {
        let duct = Event.record(Record(at: start, by: "王", Cleaning(parts: [.duct])))
        #expect(checks(rules(purifier(0..<60, 0) + [duct]), .stood) == [])
    }
}
