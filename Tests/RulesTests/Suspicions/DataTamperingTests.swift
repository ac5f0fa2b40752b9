import Facilities
import Testing

@testable import Rules

/// Midnight in Nanjing.
private let midnight = Timestamp("2026-11-22T16:00:00Z")!

@Suite struct DataTamperingTests {
    private func kitchen(_ channels: [Channel] = []) -> FacilityRules {
        facility(.fumePurifier(FumeSettings(stoves: 2, lastCleaned: Day("2026-11-20"))), channels: channels)
    }

    private func running(_ fume: Double) -> [Told] {
        [Told(.fume, fume), Told(.fanCurrent, 12), Told(.purifierCurrent, 1.4)]
    }

    // MARK: Flat tops

    /// A day's fume around 1.6 mg/m³, cut off at a cap in so many minutes.
    private func capped(at cap: Double, minutes: Int) -> (Int) -> [Told] {
        var dice = Dice(1)
        let values = (0..<1442).map { minute in
            minute % 7 == 0 && minute / 7 < minutes ? cap : min(dice.measured(1.5, within: 10), cap * 0.99)
        }
        return { self.running(values[$0]) }
    }

    @Test(arguments: [(29, 0), (30, 1)])
    func halfAnHourAtTheHighestValueJustBelowALimitIsAFlatTop(minutes: Int, count: Int) {
        var rules = kitchen()
        let found = rules.suspicions(minutes: 0..<1442, from: midnight, capped(at: 1.95, minutes: minutes))
        #expect(found.count == count)
        #expect(found.allSatisfy { $0.kind == .flatTop && $0.cause == "b/1/fume" && $0.figure == 30 })
    }

    @Test func aTopFarBelowTheLimitIsNone() {
        var rules = kitchen()
        #expect(rules.suspicions(minutes: 0..<1442, from: midnight, capped(at: 1.79, minutes: 60)).isEmpty)
    }

    @Test func aTopAtTheEndOfTheRangeIsAFlatTop() {
        var rules = kitchen([
            Channel(.one, .fume, range: 0...1.7), Channel(.one, .fanCurrent), Channel(.one, .purifierCurrent),
        ])
        let found = rules.suspicions(minutes: 0..<1442, from: midnight, capped(at: 1.7, minutes: 30))
        #expect(found.map(\.kind) == [.flatTop])
        #expect(found.first?.text.zh.contains("量程上限") == true)
    }

    @Test func whatStandsStillOtherwiseIsNotCutOff() {
        var rules = kitchen()
        let found = rules.suspicions(minutes: 0..<1442, from: midnight) { self.running($0 < 600 ? 1.95 : 1.93) }
        #expect(found.isEmpty)
    }

    // MARK: Two places

    private func site(_ second: (Int, Double) -> Double, minutes: Int = 242) -> [Suspicion] {
        var (rules, dice) = (facility(.dustSite), Dice(2))
        return rules.suspicions(minutes: 0..<minutes) { minute in
            let value = dice.measured(120, within: 4, steps: 1)
            return [Told(.tsp, value), Told(.tsp, second(minute, value), of: "b/2")]
        }
    }

    @Test func aCopyOfAnotherPlaceIsTheSameCurve() {
        let found = site { _, value in value }
        #expect(found.map(\.kind) == [.sameCurve])
        #expect(found.first?.cause == "b/1/tsp b/2/tsp")
    }

    @Test func soIsACopyOfAnotherHeight() {
        #expect(site { _, value in (value * 6).rounded() / 10 }.map(\.kind) == [.sameCurve])
    }

    @Test func twoInstrumentsSideBySideAreNotOneCurve() {
        var dice = Dice(3)
        #expect(site { _, value in (value * (1 + dice.even() * 0.02)).rounded() }.isEmpty)
    }

    @Test func fourHoursAreLookedAt() {
        #expect(site({ _, value in value }, minutes: 241).isEmpty)
        #expect(site({ _, value in value }, minutes: 242).count == 1)
    }

    @Test func anOutletThatIsASmallerInletIsTheSameCurve() {
        var (rules, dice) = (facility(.activatedCarbon(CarbonSettings(form: .granular))), Dice(4))
        let found = rules.suspicions(minutes: 0..<300) { _ in
            let inlet = dice.measured(45, within: 5, steps: 0.1)
            return [Told(.vocIn, inlet), Told(.vocOut, inlet * 0.1), Told(.fanState, 1)]
        }
        #expect(found.map(\.kind) == [.sameCurve])
    }

    @Test func sizesOfDustFromOneStationAreNone() {
        var (rules, dice) = (facility(.dustSite), Dice(5))
        let found = rules.suspicions(minutes: 0..<600) { _ in
            let dust = dice.measured(120, within: 6)
            return [Told(.tsp, dust), Told(.pm10, dust * 0.6), Told(.pm25, dust * 0.3)]
        }
        #expect(found.isEmpty)
    }

    @Test func theStartsOfOneFanDoNotMakeTwoBoxesOne() {
        var (rules, dice) = (facility(.activatedCarbon(CarbonSettings(form: .granular))), Dice(6))
        let found = rules.suspicions(minutes: 0..<1500) { minute in
            let usual = minute % 20 < 10 ? 900.0 : 500
            return [
                Told(.pressureDrop, dice.measured(usual, within: 2, steps: 1)),
                Told(.pressureDrop, dice.measured(usual * 0.9, within: 2, steps: 1), of: "b/2"), Told(.fanState, 1),
            ]
        }
        #expect(found.isEmpty)
    }

    // MARK: Too smooth

    private func curve(_ value: (Int) -> Double, minutes: Int = 241) -> [Suspicion] {
        var rules = kitchen()
        return rules.suspicions(minutes: 0..<minutes) { self.running(value($0)) }
    }

    @Test func aStraightLineIsTooSmoothAlsoInTheStepsOfARegister() {
        #expect(curve { 0.8 + Double($0) * 0.003 }.map(\.kind) == [.tooSmooth])
        #expect(curve { ((0.8 + Double($0) * 0.003) * 100).rounded() / 100 }.map(\.kind) == [.tooSmooth])
    }

    @Test func aConstantWithJitterIsTooSmooth() {
        var dice = Dice(7)
        #expect(curve { _ in dice.measured(1.2, within: 0.2, steps: 0.0001) }.map(\.kind) == [.tooSmooth])
    }

    @Test func whatIsMeasuredIsNot() {
        var dice = Dice(8)
        #expect(curve({ dice.measured(0.8 + Double($0) * 0.003) }, minutes: 3000).isEmpty)
    }

    /// Of 239 steps 11 are 4.6 % and 12 are 5.02 %.
    @Test(arguments: [(11, 1), (12, 0)]) func oneStepInTwentyTurnsAtLeast(turns: Int, count: Int) {
        var (value, rises) = (1.0, true)
        let values = (0..<241).map { minute in
            value += rises ? 0.01 : -0.01
            if minute > 0, minute % 15 == 0, minute / 15 <= turns { rises.toggle() }
            return value
        }
        #expect(curve { values[$0] }.count == count)
    }

    @Test func whileTheFanStandsNothingIsTooSmooth() {
        var rules = kitchen()
        let found = rules.suspicions(minutes: 0..<600) {
            [Told(.fume, 0.1 + Double($0) * 0.0001), Told(.fanCurrent, 0), Told(.purifierCurrent, 0)]
        }
        #expect(found.isEmpty)
    }

    // MARK: While off

    private func box(minutesOff: Int, pressure: Double) -> [Suspicion] {
        var (rules, dice) = (facility(.activatedCarbon(CarbonSettings(form: .granular))), Dice(9))
        return rules.suspicions(minutes: 0..<(201 + minutesOff)) { minute in
            let runs = minute < 200
            return [
                Told(.pressureDrop, dice.measured(runs ? 800 : pressure, within: 2, steps: 1)),
                Told(.fanCurrent, runs ? 12 : 0),
            ]
        }
    }

    @Test(arguments: [(59, 0), (60, 1)]) func anHourOfPressureWithoutAFanIsDataWhileOff(minutes: Int, count: Int) {
        #expect(box(minutesOff: minutes, pressure: 800).filter { $0.kind == .whileOff }.count == count)
    }

    @Test func whatIsLeftInTheDuctIsNone() {
        #expect(box(minutesOff: 300, pressure: 350).isEmpty)
    }

    @Test func aKitchensFumeWithoutAFanIsDataWhileOff() {
        var (rules, dice) = (kitchen(), Dice(10))
        let found = rules.suspicions(minutes: 0..<300) { minute in
            let runs = minute < 200
            return [
                Told(.fume, dice.measured(1.2)), Told(.fanCurrent, runs ? 12 : 0),
                Told(.purifierCurrent, runs ? 1.4 : 0),
            ]
        }
        #expect(found.map(\.kind) == [.whileOff])
    }

    @Test(arguments: [(0.0, 1), (200, 0)]) func anythingIsDataWhileOffWithoutMains(volts: Double, count: Int) {
        var (rules, dice) = (facility(.dustSite), Dice(10))
        let found = rules.suspicions(minutes: 0..<300) { minute in
            [Told(.tsp, dice.measured(120, steps: 1)), Told(.voltage, minute < 200 ? 228 : volts)]
        }
        #expect(found.map(\.kind) == Array(repeating: .whileOff, count: count))
        #expect(found.allSatisfy { $0.text.zh.contains("已断电") })
    }

    // MARK: Marks

    private func maintenance(_ minutes: Int, of device: DeviceID? = nil, lasting: Int = 60) -> Record {
        let at = start + .minutes(minutes)
        return Record(at: at, by: "李", Maintenance(until: at + .minutes(lasting), device: device, text: "检修"))
    }

    /// A kitchen over its limit from the 30th minute to the end of the 39th.
    private func over() -> FacilityRules {
        var (rules, dice) = (kitchen(), Dice(11))
        _ = rules.suspicions(minutes: 0..<60) { minute in
            self.running(dice.measured(30..<40 ~= minute ? 3 : 1.2))
        }
        return rules
    }

    /// The last minute over the limit began at 39.
    @Test(arguments: [(29, 0), (30, 1), (54, 1), (55, 0)])
    func maintenanceWithinAQuarterOfAnHourOfAnExcessIsSuspect(minute: Int, count: Int) {
        var rules = over()
        let found = rules.suspicions(after: maintenance(minute))
        #expect(found.count == count)
        #expect(found.allSatisfy { $0.kind == .timelyMark && $0.cause == "b/1/fume" })
    }

    @Test func aNoisyDayIsNoExcessByTheLimitOfTheNight() {
        var (rules, dice) = (facility(.dustSite), Dice(14))
        _ = rules.suspicions(minutes: 0..<60) { _ in [Told(.noise, dice.measured(64, within: 3))] }
        #expect(rules.suspicions(after: maintenance(60)).isEmpty)
    }

    @Test(arguments: [(4.0, 1), (6, 0)]) func noiseInTheWindIsNobodysExcess(wind: Double, count: Int) {
        var (rules, dice) = (facility(.dustSite), Dice(15))
        _ = rules.suspicions(minutes: 0..<60) { _ in
            [Told(.windSpeed, wind), Told(.noise, dice.measured(80, within: 3))]
        }
        #expect(rules.suspicions(after: maintenance(60)).count == count)
    }

    @Test func maintenanceOfAnotherDeviceIsNot() {
        var rules = over()
        #expect(rules.suspicions(after: maintenance(35, of: DeviceID("b/2"))).isEmpty)
        #expect(rules.suspicions(after: maintenance(35, of: .one)).count == 1)
    }

    @Test func theEndOfMaintenanceIsNot() {
        var rules = over()
        #expect(rules.suspicions(after: maintenance(35, lasting: 0)).isEmpty)
    }

    private func calibration(_ minutes: Int) -> Record {
        Record(
            at: start + .minutes(minutes), by: "李",
            Calibration(device: .one, quantity: .fume, gain: 0.6, reference: "标准气"))
    }

    @Test func aCalibrationAtAnExcessIsSuspect() {
        var rules = over()
        #expect(rules.suspicions(after: calibration(41)).map(\.kind) == [.timelyMark])
    }

    @Test(arguments: [(119, 1), (121, 0)])
    func aCalibrationThatTakesAnExcessAwayWithinTheHourIsSuspect(minute: Int, count: Int) {
        var (rules, dice) = (kitchen(), Dice(12))
        _ = rules.suspicions(minutes: 0..<60) { _ in self.running(dice.measured(1.2)) }
        #expect(rules.suspicions(after: calibration(60)).isEmpty)
        let found = rules.suspicions(minutes: 60..<130) { self.running($0 == minute ? 3 : dice.measured(1.2)) }
        #expect(found.map(\.kind) == Array(repeating: .correctedAway, count: count))
        #expect(found.allSatisfy { $0.figure == 3 && $0.limit == 2 })
    }

    // MARK: How it lives

    @Test func theSameIsSaidOnceInThirtyDaysAndThenAgain() {
        var (rules, begins) = (kitchen(), [0, 300, 43_300])
        begins.sort()
        let found = begins.map { begin in
            rules.suspicions(minutes: begin..<(begin + 241)) { self.running(0.8 + Double($0 - begin) * 0.003) }.count
        }
        #expect(found == [1, 0, 1])
        #expect(rules.suspicions.count == 1, "the older one is of more than thirty days ago")
    }

    @Test func itChangesNoLightAndIsNoPartOfTheStatus() {
        var (rules, honest, dice) = (kitchen(), kitchen(), Dice(13))
        let found = rules.suspicions(minutes: 0..<241) { self.running(0.8 + Double($0) * 0.003) }
        #expect(honest.suspicions(minutes: 0..<241) { self.running(dice.measured(0.8 + Double($0) * 0.003)) }.isEmpty)
        #expect(found.count == 1)
        #expect(rules.status.light == .green && honest.status.light == .green)
        #expect(rules.status.findings.isEmpty)
        #expect(rules.status.next == honest.status.next)
    }

    @Test(arguments: [1, 60, 200, 239]) func aRestartChangesNothing(minute: Int) throws {
        var rules = kitchen()
        var found = rules.suspicions(minutes: 0..<minute) { self.running(0.8 + Double($0) * 0.003) }
        rules = try rules.restarted()
        found += rules.suspicions(minutes: minute..<241) { self.running(0.8 + Double($0) * 0.003) }
        #expect(found.count == 1)
        #expect(try rules.restarted().suspicions == found)
    }

    @Test func whatIsTakenAwayIsForgotten() {
        var rules = facility(.dustSite)
        _ = rules.suspicions(minutes: 0..<3) { _ in [Told(.tsp, 100), Told(.tsp, 90, of: "b/2")] }
        _ = rules.suspicions(minutes: 3..<1450) { _ in [Told(.tsp, 100)] }
        let rule = rules.rules.lazy.compactMap { $0 as? DataTampering }.first
        #expect(rule?.state.watches.map(\.id.device) == [.one])
        #expect(rule?.state.pairs.isEmpty == true)
    }

    @Test func withoutReadingsNothingIsSuspect() {
        var rules = kitchen()
        let found = rules.suspicions(minutes: 0..<3000) { _ in
            [Told(.fume, nil), Told(.fanCurrent, 12)]
        }
        #expect(found.isEmpty)
    }
}
