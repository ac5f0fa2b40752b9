import Facilities
import Testing

@testable import Rules

@Suite struct FumeIdleTests {
    private func findings(_ events: [Event], limits: [String: Measure] = [:]) -> [Finding] {
        facility(AnyPoint.kitchen, limits: limits).after(events).findings(of: "fume.idle")
    }

    private func state(_ seconds: Int, fan: Double, purifier: Double) -> Event {
        sample(seconds, Reading(.fanState, fan, .one), Reading(.purifierState, purifier, .one))
    }

    private func idle(_ seconds: Int...) -> [Event] { seconds.map { state($0, fan: 0, purifier: 1) } }

    @Test(arguments: [(599, 0), (600, 1)]) func aPurifierMayBeOnBesideAStandingFanForTenMinutes(
        seconds: Int, count: Int
    ) {
        let found = findings(idle(0, 300, seconds))
        #expect(found.map(\.level) == [Finding.Level](repeating: .yellow, count: count))
        #expect(found.allSatisfy { $0.since == start && $0.cause == "b/1/purifierState" })
    }

    @Test func itSaysWhatWasSeenAndWhatIsToBeDone() {
        let rules = facility(AnyPoint.kitchen).after(idle(0, 300, 720))
        let finding = rules.finding(of: "fume.idle")
        #expect(finding?.text.zh == "风机未运行而净化器仍开启，已12分钟（不应超过10分钟）：风机没开，先关净化器")
        #expect(
            finding?.text.en
                == "the fan stands and the purifier is on, for 12 min (at most 10 min): switch the purifier off first")
        #expect((finding?.figure, finding?.limit) == (12, 10))
        #expect(rules.steps["fume.idle"] == NextStep(.switchOffPurifier, due: Day("2026-11-23")!))
    }

    @Test func itIsNeverRed() {
        let day = (0...1440).map { state($0 * 60, fan: 0, purifier: 1) }
        #expect(findings(day, limits: ["purifierIdle": Measure(1, .minute)]).map(\.level) == [.yellow])
    }

    @Test(arguments: [(1.0, 1.0), (1, 0), (0, 0)]) func whatElseFanAndPurifierDoIsNotJudged(
        fan: Double, purifier: Double
    ) {
        #expect(findings([0, 300, 600, 900].map { state($0, fan: fan, purifier: purifier) }).isEmpty)
    }

    @Test(arguments: [(1.0, 1.0), (0, 0), (1, 0)], [(659, 1), (660, 0)])
    func itIsClearedAMinuteAfterTheFanRunsOrThePurifierIsOff(
        after: (fan: Double, purifier: Double), clearing: (seconds: Int, count: Int)
    ) {
        let back = [600, clearing.seconds].map { state($0, fan: after.fan, purifier: after.purifier) }
        #expect(findings(idle(0, 300, 599, 600) + back).count == clearing.count)
    }

    @Test func thePurifiersCurrentDecidesOverItsContact() {
        func events(_ amperes: Double) -> [Event] {
            [0, 300, 600].map { second in
                sample(
                    second, Reading(.fanState, 0, .one), Reading(.purifierState, 1, .one),
                    Reading(.purifierCurrent, amperes, .ampere))
            }
        }
        #expect(findings(events(0.1)).isEmpty)
        #expect(findings(events(0.11)).map(\.cause) == ["b/1/purifierCurrent"])
    }

    @Test(arguments: [false, true]) func eachPurifierIsJudgedStandbyToo(isStandby: Bool) {
        let channels = [
            Channel(DeviceID("fan"), .fanState, period: .seconds(60)),
            Channel(DeviceID("p1"), .purifierState, place: "东", period: .seconds(60)),
            Channel(DeviceID("p2"), .purifierState, place: "西", period: .seconds(60), isStandby: isStandby),
        ]
        let events = (0...11).flatMap { minute in
            [
                sample(minute * 60, of: "p1", Reading(.purifierState, 0, .one)),
                sample(minute * 60, of: "p2", Reading(.purifierState, 1, .one)),
                sample(minute * 60, of: "fan", Reading(.fanState, 0, .one)),
            ]
        }
        let found = facility(AnyPoint.kitchen, channels: channels).after(events).findings(of: "fume.idle")
        #expect(found.map(\.device) == [DeviceID("p2")])
        #expect(found.first?.text.zh.hasPrefix("西（p2）：") == true)
    }

    @Test func oneFanOfTwoThatRunsIsAFanThatRuns() {
        let events = (0...11).flatMap { minute in
            [
                sample(minute * 60, of: "a", Reading(.fanCurrent, 0, .ampere)),
                sample(minute * 60, of: "b", Reading(.fanCurrent, 9, .ampere)),
                sample(minute * 60, of: "p", Reading(.purifierState, 1, .one)),
            ]
        }
        #expect(findings(events).isEmpty)
    }

    @Test func aFanOfWhichNothingIsKnownIsNotJudged() {
        let alone = (0...15).map { sample($0 * 60, Reading(.purifierState, 1, .one)) }
        #expect(findings(alone).isEmpty)
        let lost = (0...15).map {
            sample($0 * 60, Reading(.purifierState, 1, .one), Reading(.fanState, .one, bad: .noAnswer))
        }
        #expect(findings(lost).isEmpty)
        // What was told once must not let the delay run out.
        #expect(findings(idle(0) + lost.dropFirst()).isEmpty)
    }

    @Test func aLostSignalClearsNothingAndIsGreyAfterHalfAnHour() {
        let lost = (11...60).map {
            sample($0 * 60, Reading(.purifierState, 1, .one), Reading(.fanState, .one, bad: .noAnswer))
        }
        #expect(findings(idle(0, 300, 600) + lost.prefix(29)).map(\.level) == [.yellow])
        #expect(findings(idle(0, 300, 600) + lost).map(\.level) == [.yellow, .grey])
    }

    @Test func aKitchenWithoutTheSignalsIsNotJudged() {
        let rules = facility(AnyPoint.kitchen).after([sample(0, Reading(.fanState, 0, .one))])
        let missing = rules.status.notJudged.first { $0.rule == "fume.idle" }
        #expect((missing?.reason, missing?.blocks) == (.noInstrument, false))
        #expect(missing?.what.map(\.zh) == ["净化器"])
    }

    @Test func maintenanceHidesNothing() {
        let marked = [0, 300, 600].map { second in
            sample(
                second, Reading(.fanState, 0, .one, quality: .uncertain(.maintenance)),
                Reading(.purifierState, 1, .one, quality: .uncertain(.maintenance)))
        }
        #expect(findings(marked).map(\.level) == [.yellow])
    }

    @Test func theDelayIsCountedOverARestart() throws {
        let rules = try facility(AnyPoint.kitchen).after(idle(0, 300)).restarted()
        #expect(rules.after(idle(599)).findings(of: "fume.idle").isEmpty)
        #expect(try rules.after(idle(599)).restarted().after(idle(600)).findings(of: "fume.idle").count == 1)
    }

    @Test func theSiteSetsTheDelay() {
        #expect(findings(idle(0, 119), limits: ["purifierIdle": Measure(2, .minute)]).isEmpty)
        #expect(findings(idle(0, 120), limits: ["purifierIdle": Measure(2, .minute)]).count == 1)
    }
}
