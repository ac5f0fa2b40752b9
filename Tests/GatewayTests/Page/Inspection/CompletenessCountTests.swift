import Facilities
import Testing
import WebPage

@testable import Gateway

/// Why a channel had no value: what evidence shows, and nothing else.
@Suite struct CompletenessCountTests {
    private static let day = Day("2026-11-01")!
    private static let start = day.start(utcOffset: 28_800)
    private static let (p1, p2) = (Channel(DeviceID("p1"), .tsp), Channel(DeviceID("p2"), .noise))
    private static let full = Dictionary(uniqueKeysWithValues: (0..<24).map { ($0, 60) })

    /// One day, on which `p1` has nothing in the minutes from 600 to 720, and on which `p2` is whole unless another set is given.
    private func count(
        _ evidence: GapEvidence, p2 minutes: [Int: Int]? = nil, channels: [Channel] = [p1, p2], length: Int = 1440
    ) -> [Completeness.OfDay] {
        var hours = Self.full
        (hours[10], hours[11]) = (nil, nil)
        let count = CompletenessCount(
            start: Self.start, firstDay: Self.day, length: length,
            hours: [Self.p1.id: hours, Self.p2.id: minutes ?? Self.full], minutes: [:], evidence: evidence,
            channels: channels)
        return count.completeness.channels.map { $0.days[0] }
    }

    private func reasons(_ evidence: GapEvidence, p2: [Int: Int]? = nil, channels: [Channel] = [p1, p2]) -> [GapReason:
        Int]
    {
        let gaps = count(evidence, p2: p2, channels: channels)[0].gaps
        return Dictionary(uniqueKeysWithValues: gaps.map { ($0.reason, $0.minutes) })
    }

    private static func time(_ minute: Int) -> Timestamp { start + .minutes(minute) }

    private func account(seen hours: Double, devices: [DeviceDay]? = nil) -> GapEvidence {
        var evidence = GapEvidence()
        evidence.accounts[Self.day] = Account(
            day: Self.day, running: nil, lights: ["green": hours], coverage: 0.9, counters: [:], limits: [:],
            devices: devices)
        return evidence
    }

    private static let nothing: [Int: Int] = {
        var hours = full
        (hours[10], hours[11]) = (nil, nil)
        return hours
    }()

    @Test func withoutEvidenceTheReasonIsNotKnown() {
        #expect(reasons(GapEvidence(), p2: Self.nothing) == [.unknown: 120])
    }

    @Test func anotherDeviceThatGaveValuesShowsThatTheGatewayRan() {
        #expect(reasons(GapEvidence()) == [.silent: 120])
        let same = [Self.p1, Channel(DeviceID("p1"), .noise)]
        var hours = Self.full
        (hours[10], hours[11]) = (nil, nil)
        let count = CompletenessCount(
            start: Self.start, firstDay: Self.day, length: 1440, hours: [same[0].id: hours, same[1].id: Self.full],
            minutes: [:], evidence: GapEvidence(), channels: same)
        #expect(count.completeness.channels[0].days[0].gaps.map(\.reason) == [.unusable])
    }

    /// 22 hours of light are missing exactly; 21 hours 49 minutes would leave more than was seen to be empty.
    @Test func theAccountOfTheDayTellsWhetherTheGatewayRan() {
        #expect(reasons(account(seen: 22), p2: Self.nothing) == [.gatewayOff: 120])
        #expect(reasons(account(seen: 24), p2: Self.nothing) == [.silent: 120])
        #expect(reasons(account(seen: 24 - 1.0 / 6), p2: Self.nothing) == [.silent: 120])
        // An hour is not seen, and two are empty: which of them it was nobody knows.
        #expect(reasons(account(seen: 23), p2: Self.nothing) == [.unknown: 120])
        #expect(reasons(account(seen: 0), p2: Self.nothing) == [.gatewayOff: 120])
    }

    /// 100 minutes are missing in the account, and the power was away for as many: the device was silent later.
    @Test func timeWithoutPowerIsNotCountedASecondTime() {
        var evidence = account(seen: 24 - 100.0 / 60)
        evidence.windows = [.init(time: Self.time(300)..<Self.time(400), reason: .power)]
        #expect(reasons(evidence, p2: Self.nothing) == [.silent: 120])
        // What was lost may have been lost by a gateway that ran.
        evidence.windows = [.init(time: Self.time(300)..<Self.time(400), reason: .lost(.memory))]
        #expect(reasons(evidence, p2: Self.nothing) == [.unknown: 120])
    }

    @Test func aShortTimeIsNotSaidToBeTimeWithoutTheGateway() {
        let start = Self.start
        func gaps(_ evidence: GapEvidence) -> [GapReason: Int] {
            var hours = Self.nothing
            hours[20] = 55
            let minutes = MinuteSet((0..<60).filter { $0 >= 5 }.map { 1200 + $0 })
            let count = CompletenessCount(
                start: start, firstDay: Self.day, length: 1440, hours: [Self.p1.id: hours],
                minutes: [Self.p1.id: minutes], evidence: evidence, channels: [Self.p1])
            let found = count.completeness.channels[0].days[0].gaps
            return Dictionary(uniqueKeysWithValues: found.map { ($0.reason, $0.minutes) })
        }
        var evidence = account(seen: 22)
        #expect(gaps(evidence) == [.gatewayOff: 120, .unknown: 5])
        evidence.silences = [Self.time(1195)..<Self.time(1210)]
        #expect(gaps(evidence) == [.gatewayOff: 120, .silent: 5])
    }

    @Test func whatAnEntryExplainsIsExplainedAndNoMinuteMore() {
        var evidence = GapEvidence()
        evidence.windows = [
            .init(time: Self.time(610)..<Self.time(640), reason: .maintenance, device: DeviceID("p1")),
            .init(time: Self.time(600)..<Self.time(700), reason: .calibrating, device: DeviceID("p2")),
            .init(time: Self.time(650)..<Self.time(660), reason: .power),
            .init(time: Self.time(655)..<Self.time(670), reason: .lost(.memory)),
        ]
        #expect(
            reasons(evidence, p2: Self.nothing) == [.maintenance: 30, .power: 10, .lost(.memory): 10, .unknown: 70])
    }

    @Test func beforeADeviceGaveAnythingItWasNotConnected() {
        var evidence = GapEvidence()
        evidence.beginnings = [DeviceID("p1"): Self.time(660)]
        #expect(reasons(evidence, p2: Self.nothing) == [.notConnected: 60, .unknown: 60])
        // The account of the day does not have it.
        let others = account(seen: 24, devices: [DeviceDay(DeviceID("p2"), expected: 1440)])
        #expect(reasons(others) == [.notConnected: 120])
        var known = account(seen: 24, devices: [DeviceDay(DeviceID("p1"), expected: 1440)])
        known.beginnings = [DeviceID("p1"): Self.time(660)]
        #expect(reasons(known) == [.silent: 120])
    }

    @Test func whatIsReadEveryFiveMinutesIsNotMissedBetween() {
        let slow = Channel(DeviceID("p1"), .tsp, period: .minutes(5))
        let count = CompletenessCount(
            start: Self.start, firstDay: Self.day, length: 60, hours: [:],
            minutes: [slow.id: MinuteSet(stride(from: 0, to: 40, by: 5))], evidence: GapEvidence(), channels: [slow])
        let day = count.completeness.channels[0].days[0]
        #expect(day.minutes == 8 && day.of == 60)
        #expect(
            Dictionary(uniqueKeysWithValues: day.gaps.map { ($0.reason, $0.minutes) }) == [.notDue: 32, .unknown: 20])
    }

    @Test func minutesThatWereDeletedForSpaceCountByTheirHour() {
        var hours = Self.full
        hours[3] = 45
        let count = CompletenessCount(
            start: Self.start, firstDay: Self.day, length: 1440, hours: [Self.p1.id: hours], minutes: [:],
            evidence: GapEvidence(), channels: [Self.p1])
        let day = count.completeness.channels[0].days[0]
        #expect(day.minutes == 1425 && day.gaps.map(\.reason) == [.notKept] && day.gaps[0].minutes == 15)
    }

    @Test func todayHasTheMinutesThatAreOver() {
        let days = count(GapEvidence(), length: 601)
        #expect(days[0].of == 601 && days[0].minutes == 600 && days[1].minutes == 601)
        let none = CompletenessCount(
            start: Self.start, firstDay: Self.day, length: 0, hours: [:], minutes: [:], evidence: GapEvidence(),
            channels: [Self.p1])
        #expect(none.completeness.days.isEmpty)
    }

    /// Each channel has half of an hour, another half of it; together they have all of it. Of the next hour one has all.
    @Test func aDeviceHasAValueWhereOneOfItsChannelsHasOne() {
        let channels = [Self.p1, Channel(DeviceID("p1"), .noise), Self.p2]
        let count = CompletenessCount(
            start: Self.start, firstDay: Self.day, length: 180,
            hours: [channels[0].id: [0: 30, 1: 60], channels[1].id: [0: 30, 1: 5]],
            minutes: [channels[0].id: MinuteSet(0..<30), channels[1].id: MinuteSet(30..<65)], channels: channels)
        let devices = count.byDevice.completeness.channels
        #expect(devices.map(\.id.device) == [DeviceID("p1"), DeviceID("p2")])
        #expect(devices.map { $0.days[0].minutes } == [120, 0])
        #expect(devices[0].days[0].gaps.map(\.from) == [Self.time(120)])
        #expect(count.completeness.channels.map { $0.days[0].minutes } == [90, 35, 0])
    }

    @Test func aSetOfMinutesHasThoseThatWerePutIn() {
        var set = MinuteSet([0, 63, 64, 44_639])
        set.insert([1])
        set.formUnion([200, 100_000])
        let all: Set = [0, 1, 63, 64, 200, 44_639, 100_000]
        #expect((0..<100_200).allSatisfy { set.contains($0) == all.contains($0) })
    }

    @Test func whatComesLaterEndsMaintenance() {
        func entry(_ sequence: Int64, _ minute: Int, until: Int, _ device: String? = nil) -> KeptEntry {
            let work = Maintenance(until: Self.time(until), device: device.map { DeviceID($0) }, text: "换探头")
            return KeptEntry(
                sequence: sequence, facility: nil, time: Self.time(minute),
                .record(Record(at: Self.time(minute), by: "", work)))
        }
        let works = WorkTime([
            entry(1, 100, until: 300), entry(2, 200, until: 200), entry(3, 400, until: 500, "p1"),
        ]).stretches.map(GapEvidence.Window.init)
        #expect(works.map(\.time) == [Self.time(100)..<Self.time(200), Self.time(400)..<Self.time(500)])
        #expect(works.map(\.device) == [nil, DeviceID("p1")] && works.map(\.reason) == [.maintenance, .maintenance])
    }
}
