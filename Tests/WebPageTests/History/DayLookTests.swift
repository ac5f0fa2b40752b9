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

    @Test func whatIsReadEveryFiveMinutesIsMeasured() {
        let account = Account(
            day: day, running: nil, lights: ["green": 24], coverage: 0.2, counters: [:], limits: [:],
            devices: [DeviceDay(DeviceID("p1"), expected: 1440, usable: 1080)])
        #expect(DayLook(CountedDay(account), work: .zero, isByLedger: false) == .green)
        var less = account
        less.devices?[0].usable = 1079
        #expect(DayLook(CountedDay(less), work: .zero, isByLedger: false) == .grey)
        less.devices?[0].expected = 0
        #expect(CountedDay(less).online == nil)
    }

    @Test func aDayThatHasJustBegunIsWhatWasSeenOfIt() {
        #expect(look([.green: 0.1], passed: 0.1) == .green)
        #expect(look([.red: 0.1], passed: 0.1) == .red && look([.yellow: 0.1], passed: 0.1) == .yellow)
        #expect(look([.green: 0.07], passed: 0.1) == .empty)
        #expect(look([:], passed: 0) == .empty && look([.green: 0], passed: 0) == .empty)
    }

    @Test func anHourThatIsOpenIsSaidAsSoonAsItHasALight() {
        func text(_ lights: [Light?], _ passed: Double) -> String? {
            HourRow(CountedDay(day, hours: [:], byHour: lights, passed: passed))?.text(.zh)
        }
        let night = [Light?](repeating: .green, count: 8)
        #expect(text(night + [nil], 8.05) == "00:00–08:00 正常")
        #expect(text(night + [.green], 8.5) == "00:00–现在 正常")
        #expect(text(night + [.red], 8.5) == "00:00–08:00 正常；08:00–现在 超标或逾期")
        #expect(text(night, 8) == "00:00–08:00 正常")
        #expect(text(Array(night.prefix(6)), 8.5) == "00:00–06:00 正常；06:00–08:00 没有看到")
        #expect(text([nil], 0.05) == nil)
        #expect(text(night + [Light?](repeating: nil, count: 16), 24) == "00:00–08:00 正常；08:00–24:00 没有看到")
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
        func work(_ hours: Int, until: Int, _ device: String? = nil, entered: Int? = nil) -> KeptEntry {
            let content = Maintenance(until: noon + .hours(until), device: device.map(DeviceID.init), text: "x")
            return KeptEntry(
                sequence: 1, facility: FacilityDetail.code, time: noon + .hours(entered ?? hours),
                .record(Record(at: noon + .hours(hours), by: "x", content)))
        }
        let day = noon..<noon + .hours(24)
        #expect(WorkTime([work(0, until: 8)]).length(in: day) == .hours(8))
        #expect(WorkTime([work(0, until: 8), work(2, until: 2)]).length(in: day) == .hours(2))
        #expect(WorkTime([work(0, until: 8), work(2, until: 2, "p1")]).length(in: day) == .hours(8))
        #expect(
            WorkTime([work(0, until: 8), work(2, until: 10, "p1")]).length(in: day) == .hours(8),
            "Work on one device is none of the facility")
        #expect(WorkTime([work(2, until: 10, "p1")]).stretches.map(\.device) == [DeviceID("p1")])
        #expect(
            WorkTime([work(4, until: 8), work(2, until: 2)]).length(in: day) == .hours(4),
            "What is late changes nothing")
        #expect(WorkTime([work(-4, until: 40)]).length(in: day) == .hours(24))
        #expect(WorkTime([]).length(in: day) == .zero)
        #expect(
            WorkTime([work(0, until: 8, entered: 5)]).length(in: day) == .hours(3),
            "What was over stays as it was"
        )
        #expect(WorkTime([work(0, until: 8, entered: 8)]).stretches.isEmpty)
    }
}
