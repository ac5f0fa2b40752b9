import Facilities
import TestSupport
import Testing

@testable import WebPage

/// What a day of the strip looks like, and what it rests on.
@Suite struct DayLookTests {
    private let day = Day("2026-11-20")!

    private func look(
        _ hours: [Light: Double], coverage: Double? = 1, passed: Double = 24, work: Duration = .zero,
        isByLedger: Bool = false
    ) -> DayLook {
        let counted = CountedDay(day, hours: hours, coverage: coverage, passed: passed)
        return DayLook(counted, work: work, isByLedger: isByLedger)
    }

    @Test func theWorstLightOfAQuarterOfAnHourIsTheDays() {
        #expect(look([.green: 23.76, .red: 0.24]) == .green)
        #expect(look([.green: 23.75, .red: 0.25]) == .red)
        #expect(look([.green: 23.76, .yellow: 0.24]) == .green)
        #expect(look([.green: 23.75, .yellow: 0.25]) == .yellow)
        #expect(look([.red: 0.25]) == .red, "What is known to be wrong is shown whatever is not known")
    }

    @Test func aDayOfWhichTooLittleWasJudgedIsNotGreen() {
        #expect(look([.green: 18, .grey: 6]) == .green)
        #expect(look([.green: 17.9, .grey: 6.1]) == .grey)
        #expect(look([.green: 17.9]) == .grey, "The gateway did not run for six hours")
        #expect(look([.green: 9, .grey: 1], passed: 10) == .green)
        #expect(look([.green: 7.4, .grey: 2.6], passed: 10) == .grey)
    }

    @Test func aDayOfWhichTooLittleWasMeasuredIsNotGreen() {
        #expect(look([.green: 24], coverage: 0.75) == .green)
        #expect(look([.green: 24], coverage: 0.74) == .grey)
        #expect(look([.green: 24], coverage: nil) == .grey, "Nothing was measured")
        #expect(look([.green: 24], coverage: nil, isByLedger: true) == .green)
        #expect(look([.green: 24], coverage: 0, isByLedger: true) == .grey, "Its instruments gave nothing")
    }

    @Test func aDayThatNobodySawIsEmpty() {
        #expect(DayLook(nil, work: .zero, isByLedger: true) == .empty)
        #expect(look([:], coverage: 1) == .empty)
        #expect(look([.green: 0.24], coverage: 1) == .empty)
    }

    @Test func workIsNoFailureAndHidesNone() {
        #expect(look([.grey: 24], work: .minutes(15)) == .work)
        #expect(look([.grey: 24], work: .minutes(14)) == .grey)
        #expect(look([.green: 20, .red: 4], work: .hours(3)) == .red)
        #expect(DayLook(nil, work: .hours(1), isByLedger: false) == .work)
    }

    /// Whatever the figures are: green rests on what was judged and measured.
    @Test func noDayIsGreenWithoutEvidence() {
        var random = SplitMix(seed: 20_261_127)
        for _ in 0..<20_000 {
            let passed = Double.random(in: 0...24, using: &random)
            let hours = Dictionary(
                uniqueKeysWithValues: Light.allCases.map { ($0, Double.random(in: 0...8, using: &random)) })
            let coverage = Bool.random(using: &random) ? nil : Double.random(in: 0...1, using: &random)
            let isByLedger = Bool.random(using: &random)
            guard look(hours, coverage: coverage, passed: passed, isByLedger: isByLedger) == .green else { continue }
            let judged = hours[.green]! + hours[.yellow]! + hours[.red]!
            #expect(judged >= passed * 0.75 && hours[.red]! < 0.25 && hours[.yellow]! < 0.25)
            #expect(coverage.map { $0 >= 0.75 } ?? isByLedger)
        }
    }

    @Test func whatIsEnteredLaterOfTheSameDeviceEndsTheWorkBefore() {
        let noon = FixedSource.noon
        func work(_ hours: Int, until: Int, _ device: String? = nil) -> Record {
            let content = Maintenance(until: noon + .hours(until), device: device.map(DeviceID.init), text: "x")
            return Record(at: noon + .hours(hours), by: "x", content)
        }
        let day = noon..<noon + .hours(24)
        #expect(WorkTime([work(0, until: 8)]).length(in: day) == .hours(8))
        #expect(WorkTime([work(0, until: 8), work(2, until: 2)]).length(in: day) == .hours(2))
        #expect(WorkTime([work(0, until: 8), work(2, until: 2, "p1")]).length(in: day) == .hours(8))
        #expect(
            WorkTime([work(0, until: 8), work(2, until: 10, "p1")]).length(in: day) == .hours(10),
            "Once where two overlap")
        #expect(
            WorkTime([work(4, until: 8), work(2, until: 2)]).length(in: day) == .hours(4),
            "What is late changes nothing")
        #expect(WorkTime([work(-4, until: 40)]).length(in: day) == .hours(24))
        #expect(WorkTime([]).length(in: day) == .zero)
    }
}
