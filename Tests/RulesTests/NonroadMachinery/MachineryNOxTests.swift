import Facilities
import Testing

@Suite struct MachineryNOxTests {
    private func nox(
        _ minutes: ClosedRange<Int>, _ value: Double, speed: Double? = 1500, exhaust: Double? = nil
    ) -> [Event] {
        working(minutes, speed: speed, exhaust: exhaust, Reading(.nox, value, .partsPerMillion))
    }

    private func levels(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding.Level] {
        findings(of: "machinery.nox", after: events, limits: limits).map(\.level)
    }

    @Test(arguments: [(900.0, false), (901, true)]) func theMeanOfTenMinutesDecides(value: Double, isFinding: Bool) {
        #expect(levels(nox(0...10, value)) == (isFinding ? [.yellow] : []))
    }

    @Test func itIsGreyUntilTenMinutesAreComplete() {
        #expect(levels(nox(0...9, 2000)) == [.grey])
    }

    @Test(arguments: [(300.0, Double?.none, false), (301, nil, true), (301, 200, false), (301, 201, true)])
    func onlyAWarmEngineCounts(speed: Double, exhaust: Double?, isJudged: Bool) {
        #expect(levels(nox(0...10, 2000, speed: speed, exhaust: exhaust)) == (isJudged ? [.yellow] : [.grey]))
    }

    @Test func itIsOverWhenAMeanIsBackByTheBand() {
        #expect(levels(nox(0...10, 1000) + nox(11...20, 856)) == [.yellow])
        #expect(levels(nox(0...10, 1000) + nox(11...20, 854)) == [])
    }

    @Test func theSitesLimitBinds() {
        #expect(levels(nox(0...10, 501), limits: ["nox": Measure("500 ppm")!]) == [.red])
        #expect(levels(nox(0...10, 501, exhaust: 120), limits: ["warmExhaust": Measure("100 °C")!]) == [])
    }

    @Test func aLostSpeedIsGreyAfterHalfAnHour() {
        #expect(levels(nox(0...10, 100) + nox(11...40, 100, speed: nil)) == [])
        #expect(levels(nox(0...10, 100) + nox(11...41, 100, speed: nil)) == [.grey])
    }

    @Test func aMachineThatDoesNotMeasureItHasNoFinding() {
        #expect(levels(working(0...60, Reading(.smoke, 0.1, .perMetre))) == [])
    }
}
