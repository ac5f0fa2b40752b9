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

    @Test func aQuarterHasTheReasonThatWasNotedOfItAndOfItsDevice() {
        let words = Text(zh: "维护", en: "work")
        func reasons(_ time: Range<Timestamp>, _ other: DeviceID?) -> [Text?] {
            gaps(quarters(Array(0..<10) + Array(12..<96)), [Gap.Cause(time: time, device: other, text: words)])
                .map(\.reason)
        }
        #expect(reasons(time(10, 20), device) == [words] && reasons(time(10, 20), nil) == [words])
        #expect(reasons(time(11, 20), device) == [nil, words] && reasons(time(0, 11), nil) == [words, nil])
        #expect(reasons(time(12, 20), device) == [nil] && reasons(time(0, 10), device) == [nil])
        #expect(reasons(time(10, 12), DeviceID("p2")) == [nil])
        let half = time(10, 12).lowerBound + .seconds(450)
        #expect(reasons(half..<time(10, 12).upperBound, nil) == [words], "Half of a quarter stands for it")
        #expect(reasons(half + .seconds(1)..<time(10, 12).upperBound, nil) == [nil, words])
    }

    @Test func aGapIsSplitWhereItsReasonChanges() {
        let causes = [
            Gap.Cause(time: time(20, 22), device: nil, text: Text(zh: "甲", en: "a")),
            Gap.Cause(time: time(21, 30), device: device, text: Text(zh: "乙", en: "b")),
        ]
        let found = gaps([], causes)
        #expect(found.map(\.time) == [time(0, 20), time(20, 22), time(22, 30), time(30, 96)])
        #expect(found.map(\.reason?.zh) == [nil, "甲", "乙", nil])
    }

    private func finding(_ rule: String, from: Int, cause: String = "", of other: DeviceID? = nil, en: String = "")
        -> Finding
    {
        let limit = Limit("x", 1, .minute, source: "", verified: true)
        var finding = Finding(
            rule: rule, cause: cause, level: .grey, since: start + .hours(from), limit: limit,
            text: Text(zh: "", en: en))
        finding.device = other
        return finding
    }

    private func entry(_ sequence: Int64, _ hours: Int, _ content: Entry) -> KeptEntry {
        KeptEntry(sequence: sequence, facility: FacilityDetail.code, time: start + .hours(hours), content)
    }

    private func causes(
        _ entries: [KeptEntry], _ findings: [Finding] = [], _ work: WorkTime = WorkTime([]),
        _ counted: CountedDay? = nil
    ) -> [Gap.Cause] {
        Gap.Cause.all(entries, findings, work, counted, until: start + .hours(20), StripTests.time)
    }

    @Test func theReasonsAreWorkTimesUnseenLossesAndSilence() {
        let entries = [
            entry(1, 4, .finding(.cleared, finding("data.silent", from: 3))),
            entry(2, 6, .loss(Loss(from: 1, to: 2, count: 2, reason: .power))),
            entry(3, 7, .loss(Loss(from: 1, to: 2, count: 2, reason: .full))),
        ]
        let lights = [Light?](repeating: .green, count: 8) + [nil, nil, .green, .green]
        let counted = CountedDay(StripTests.today, hours: [.green: 10], byHour: lights, passed: 12)
        let maintenance = Maintenance(until: start + .hours(2), device: device, text: "")
        let work = WorkTime([entry(4, 1, .record(Record(at: start + .hours(1), by: "", maintenance)))])
        let found = causes(entries, [finding("data.silent", from: 11)], work, counted)
        let silent = finding("data.silent", from: 3).short.zh
        #expect(found.map(\.text.zh) == ["维护或校准", "网关没有看到本设施", Loss.Reason.power.title.zh, silent, silent])
        #expect(found.map(\.device) == [device, nil, nil, nil, nil])
        #expect(found[1].time == time(32, 40) && found[3].time == time(12, 16))
        #expect(found[4].time == time(44, 48), "It is in force until now")
        let none = CountedDay(StripTests.today + -1, hours: [:], byHour: nil)
        #expect(causes([], [], WorkTime([]), none).map(\.time) == [start - .days(1)..<start])
    }

    @Test func onlyFindingsThatDataAreMissingExplainAGap() {
        let all = ["data.calibration", "data.contradiction", "data.record", "dust.tsp", "data.stuck", "data.range"].map
        {
            finding($0, from: 1, of: device)
        }
        #expect(causes([], all).count == 2)
        #expect(causes([], [finding("data.stuck", from: 1)]).isEmpty, "It is of a device")
        let work = finding(
            "data.silent", from: 1, cause: "maintenance",
            en: "p1 is under maintenance, p3 is being calibrated: not judged meanwhile")
        #expect(causes([], [work]).map(\.device) == [device, DeviceID("p3")])
    }

    @Test func aFindingWhoseEndIsNotKnownLastsToTheEndOfWhatIsRead() {
        let silent = finding("data.silent", from: 1)
        #expect(causes([entry(1, 2, .finding(.raised, silent))]).map(\.time) == [time(4, 80)])
        let both = [entry(1, 2, .finding(.raised, silent)), entry(2, 5, .finding(.cleared, silent))]
        #expect(causes(both).map(\.time) == [time(4, 20)])
        #expect(causes([entry(1, 2, .finding(.raised, silent))], [silent]).map(\.time) == [time(4, 48)])
    }

    /// It began days before a day and ended more than three days after it.
    @Test func aLongSilenceExplainsADayInItsMiddle() async throws {
        let silent = finding("data.silent", from: -24 * 12)
        let source = FixedSource(
            details: [.adsorber(entries: [entry(1, -24 * 2, .finding(.cleared, silent))])])
        let day = StripTests.today + -9
        let data = try #require(await source.data(of: FacilityDetail.code, on: day, StripTests.time))
        #expect(data.causes.map(\.sequence) == [1])
    }
}
