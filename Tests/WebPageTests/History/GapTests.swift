import Facilities
import Testing

@testable import WebPage

/// What was missing on a day, and why.
@Suite struct GapTests {
    private let start = StripTests.today.start(utcOffset: 28_800)
    private let device = DeviceID("p1")

    private func quarters(_ indexes: some Sequence<Int>, minutes: Int = 15) -> [Aggregate] {
        indexes.map { index in
            var mean = TrendTests.mean(0, [1], minutes: minutes)
            mean.start = start + .minutes(15 * index)
            return mean
        }
    }

    private func gaps(_ quarters: [Aggregate], until hours: Int = 24, _ causes: [Gap.Cause] = []) -> [Gap] {
        Gap.all(of: [device], quarters, in: start..<start + .hours(hours), causes)
    }

    private func time(_ from: Int, _ to: Int) -> Range<Timestamp> {
        start + .minutes(15 * from)..<start + .minutes(15 * to)
    }

    @Test func whatIsMissingIsToldToTheQuarter() {
        #expect(gaps(quarters(0..<96)).isEmpty)
        #expect(gaps([]).map(\.time) == [time(0, 96)])
        #expect(gaps(quarters(Array(0..<10) + Array(12..<96))).map(\.time) == [time(10, 12)])
        #expect(gaps(quarters(0..<4), until: 1).isEmpty, "What is to come is not missing")
        #expect(gaps(quarters(0..<96, minutes: 0)).map(\.time) == [time(0, 96)], "A mean without a minute is none")
        #expect(Gap.all(of: [device], [], in: start..<start, []).isEmpty)
    }

    @Test func aGapHasTheReasonThatWasNotedOfItsTimeAndDevice() {
        let words = Text(zh: "维护", en: "work")
        func reason(_ time: Range<Timestamp>, _ other: DeviceID?) -> Text? {
            gaps(quarters(Array(0..<10) + Array(12..<96)), [Gap.Cause(time: time, device: other, text: words)])[0]
                .reason
        }
        #expect(reason(time(11, 20), device) == words && reason(time(11, 20), nil) == words)
        #expect(reason(time(12, 20), device) == nil && reason(time(0, 10), device) == nil)
        #expect(reason(time(10, 12), DeviceID("p2")) == nil)
    }

    @Test func theReasonsAreWorkTimesUnseenLossesAndSilence() {
        let page = StripTests.time
        let limit = Limit("x", 1, .minute, source: "", verified: true)
        let silent = { (from: Int) in
            Finding(
                rule: "data.silent", level: .grey, since: start + .hours(from), limit: limit, text: Text(zh: "", en: "")
            )
        }
        let entries = [
            KeptEntry(
                sequence: 1, facility: FacilityDetail.code, time: start + .hours(4), .finding(.cleared, silent(3))),
            KeptEntry(
                sequence: 2, facility: nil, time: start + .hours(6),
                .loss(Loss(from: 1, to: 2, count: 2, reason: .power))),
        ]
        let lights = [Light?](repeating: .green, count: 8) + [nil, nil, .green, .green]
        let counted = CountedDay(StripTests.today, hours: [.green: 10], byHour: lights, passed: 12)
        let work = WorkTime([Record(at: start + .hours(1), by: "", Maintenance(until: start + .hours(2), text: ""))])
        let causes = Gap.Cause.all(entries, [silent(11)], work, counted, page)
        #expect(
            causes.map(\.text.zh) == [
                "维护或校准", "网关没有运行", Loss.Reason.power.title.zh, silent(3).short.zh, silent(11).short.zh,
            ])
        #expect(causes[1].time == time(32, 40) && causes[3].time == time(12, 16))
        #expect(causes[4].time == time(44, 48), "It is in force until now")
        let none = CountedDay(StripTests.today + -1, hours: [:], byHour: nil)
        #expect(Gap.Cause.all([], [], WorkTime([]), none, page).map(\.time) == [start - .days(1)..<start])
    }
}
