import Facilities
import Testing

@Suite struct MachineryUreaTests {
    private func urea(_ minutes: ClosedRange<Int>, _ level: Double, speed: Double? = 1500) -> [Event] {
        working(minutes, speed: speed, Reading(.ureaLevel, level, .percent))
    }

    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        findings(of: "machinery.urea", after: events, limits: limits).map(\.level)
    }

    @Test(arguments: [(10.0, [Finding.Level]()), (9.9, [.yellow]), (2, [.yellow]), (1.9, [.red])])
    func lowIsYellowAndEmptyIsRed(level: Double, expected: [Finding.Level]) {
        #expect(levels(urea(0...5, level)) == expected)
        #expect(levels(urea(0...4, level)) == [])
    }

    @Test func anEmptyTankIsRedOnlyWhileTheEngineRuns() {
        #expect(levels(urea(0...5, 0, speed: 0)) == [.yellow])
        // It does not become better by stopping the engine.
        #expect(levels(urea(0...5, 0) + urea(6...60, 0, speed: 0)) == [.red])
    }

    @Test func itIsOverAMinuteAfterFillingUp() {
        #expect(levels(urea(0...5, 0) + urea(6...6, 80, speed: 0)) == [.red])
        #expect(levels(urea(0...5, 0) + urea(6...7, 80, speed: 0)) == [])
        #expect(levels(urea(0...5, 9) + urea(6...10, 11)) == [.yellow])
        #expect(levels(urea(0...5, 9) + urea(6...10, 12)) == [])
    }

    @Test func aLevelThatStandsStillForTenHoursOfWorkIsDoubtful() {
        let finding = findings(of: "machinery.urea", after: urea(0...601, 50))
        #expect(finding.map(\.cause) == ["b/1/ureaLevel/still"])
        #expect(finding.map(\.level) == [.yellow])
        #expect(levels(urea(0...600, 50)) == [])
        #expect(levels(urea(0...300, 50) + urea(301...601, 49)) == [])
        #expect(levels(urea(0...300, 50) + urea(301...601, 49.1)) == [.yellow])
        #expect(levels(urea(0...601, 50) + urea(602...602, 48)) == [])
    }

    @Test func theHoursInWhichTheEngineStandsDoNotCount() {
        #expect(levels(urea(0...590, 50) + urea(591...1300, 50, speed: 0)) == [])
    }

    @Test func theHoursInWhichTheLevelIsNotKnownDoNotCount() {
        let lost = working(1...700, Reading(.ureaLevel, .percent, bad: .noAnswer))
        #expect(levels(urea(0...0, 50) + lost + urea(701...701, 50)) == [])
    }

    @Test func theTextNamesALevelThatWasBelowTheLimit() {
        let shaken = urea(0...5, 1.5) + urea(6...6, 3)
        let text = findings(of: "machinery.urea", after: shaken).first?.text.zh
        #expect(text == "尿素已用尽（1.5%，低于2%）而发动机在运行")
    }

    @Test func anEngineWhoseSpeedIsLostIsGrey() {
        let lost = urea(1...31, 50, speed: nil)
        #expect(levels(urea(0...0, 50) + lost.dropLast()) == [])
        #expect(levels(urea(0...0, 50) + lost) == [.grey])
    }

    @Test func theSiteSetsTheLimits() {
        let limits = ["ureaLow": Measure("20 %")!, "ureaEmpty": Measure("5 %")!, "ureaStill": Measure("2 h")!]
        #expect(levels(urea(0...5, 19), limits: limits) == [.yellow])
        #expect(levels(urea(0...5, 4), limits: limits) == [.red])
        #expect(levels(urea(0...121, 50), limits: limits) == [.yellow])
    }

    @Test func aLostSensorIsGreyAfterHalfAnHour() {
        let lost = Reading(.ureaLevel, .percent, bad: .outOfRange)
        #expect(levels(urea(0...0, 50) + working(1...30, lost)) == [])
        #expect(levels(urea(0...0, 50) + working(1...31, lost)) == [.grey])
        #expect(levels(urea(0...0, 50) + working(1...90, speed: 0, lost)) == [])
    }
}
