import Facilities
import Testing

@Suite struct MachineryDPFTests {
    private func dpf(
        _ minutes: ClosedRange<Int>, _ pressure: Double, speed: Double? = 1500, exhaust: Double? = nil
    ) -> [Event] {
        working(minutes, speed: speed, exhaust: exhaust, Reading(.dpfPressure, pressure, .kilopascal))
    }

    private func causes(_ events: [Event], limits: [String: Measure] = [:]) -> [String] {
        findings(of: "machinery.dpf", after: events, limits: limits).map(\.what)
    }

    @Test(arguments: [(20.0, [String]()), (20.1, ["clogged"]), (0.2, []), (0.19, ["missing"])])
    func theMeanOfTenMinutesDecides(pressure: Double, expected: [String]) {
        #expect(causes(dpf(0...10, pressure)) == expected)
    }

    @Test func aShortPeakIsNotClogged() {
        #expect(causes(dpf(0...8, 5) + dpf(9...9, 100) + dpf(10...10, 5)) == [])
    }

    @Test func itIsGreyUntilTenMinutesOfWorkAreComplete() {
        #expect(causes(dpf(0...9, 0)) == ["data"])
    }

    @Test(arguments: [(1200.0, Double?.none, false), (1201, nil, true), (1201, 200, false), (1201, 201, true)])
    func onlyWorkCounts(speed: Double, exhaust: Double?, isJudged: Bool) {
        #expect(causes(dpf(0...10, 0, speed: speed, exhaust: exhaust)) == (isJudged ? ["missing"] : ["data"]))
    }

    @Test func itIsOverWhenAMeanIsBackByTheBand() {
        #expect(causes(dpf(0...10, 25) + dpf(11...20, 18.1)) == ["clogged"])
        #expect(causes(dpf(0...10, 25) + dpf(11...20, 17.9)) == [])
        #expect(causes(dpf(0...10, 0) + dpf(11...20, 0.29)) == ["missing"])
        #expect(causes(dpf(0...10, 0) + dpf(11...20, 0.31)) == [])
    }

    @Test func ourOwnDefaultAdvisesAndTheSitesLimitBinds() {
        let own = findings(of: "machinery.dpf", after: dpf(0...10, 25))
        #expect(own.map(\.level) == [.yellow])
        #expect(own.map(\.verified) == [false])
        let limits = ["dpfHigh": Measure("8 kPa")!, "dpfLow": Measure("500 Pa")!]
        #expect(findings(of: "machinery.dpf", after: dpf(0...10, 9), limits: limits).map(\.level) == [.red])
        #expect(causes(dpf(0...10, 0.4), limits: limits) == ["missing"])
    }

    @Test func aLostSensorIsGreyAfterHalfAnHourOfWork() {
        let lost = working(11...41, Reading(.dpfPressure, .kilopascal, bad: .noAnswer))
        #expect(causes(dpf(0...10, 5) + lost) == ["silent"])
        #expect(causes(dpf(0...10, 5) + lost.dropLast()) == [])
        #expect(
            causes(dpf(0...10, 5) + working(11...60, speed: 0, Reading(.dpfPressure, .kilopascal, bad: .noAnswer)))
                == [])
    }

    @Test func aMachineWithoutAFilterHasNoFinding() {
        #expect(causes(working(0...60, Reading(.smoke, 0.1, .perMetre))) == [])
    }
}
