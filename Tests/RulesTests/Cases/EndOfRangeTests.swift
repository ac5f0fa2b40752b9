import Facilities
import Testing

@testable import Rules

/// Cases A7 and A8: a value at or over the top of the range is at least the top, and one at the bottom clears nothing.
@Suite struct EndOfRangeTests {
    private static let doubts: [Quality] = [.good, .uncertain(.outOfRange)]

    private let bed = Channel(DeviceID("b/1"), .bedTemperature, range: 0...150)

    private func bed(_ second: Int, _ value: Double, _ quality: Quality = .good, _ bound: Bound = .exact) -> Event {
        sample(second, Reading(.bedTemperature, value, .celsius, quality: quality, bound: bound))
    }

    private func box(_ events: [Event]) -> [Finding] {
        facility(AnyPoint.carbon, channels: [bed]).after(events).findings(of: "carbon.temperature")
    }

    /// Case A7: bed at 240 °C, sensor range to 150 °C. It came there step by step.
    @Test(arguments: doubts) func aBedAtTheTopOfItsRangeIsAFireAlarm(quality: Quality) {
        let rising = [bed(0, 60), bed(1, 74), bed(2, 80)]
        let risen = rising + [bed(3, 95), bed(4, 110), bed(5, 125), bed(6, 140)]
        let top = [bed(7, 150, quality, .atLeast), bed(8, 150, quality, .atLeast)]
        #expect(box(risen + top.dropLast()).isEmpty)
        let found = box(risen + top)
        #expect(found.map(\.level) == [.red])
        #expect(found.map(\.latches) == [true])
        #expect((found.first?.figure, found.first?.bound) == (150, .atLeast))
        #expect(found.first?.text.zh == "床层温度不低于150 °C，超过83 °C，有着火危险，应立即停机降温")
    }

    /// A broken sensor looks so too: it is reported at once, and believed without a look only when it lasts.
    @Test(arguments: doubts) func aJumpToTheTopMayBeABrokenSensor(quality: Quality) {
        let jump = [bed(0, 30)] + (1...66).map { bed($0, 150, quality, .atLeast) }
        #expect(box(Array(jump.prefix(6))).isEmpty)
        for count in [7, 61] {
            let found = box(Array(jump.prefix(count)))
            #expect(found.map(\.level) == [.red])
            #expect(found.map(\.latches) == [false])
            #expect(found.first?.text.zh == "床层温度突然达到量程上限（不低于150 °C），超过83 °C，或传感器损坏：请立即查看")
        }
        let lasting = box(Array(jump.prefix(62)))
        #expect(lasting.map(\.latches) == [true])
        #expect(lasting.first?.text.zh.hasSuffix("有着火危险，应立即停机降温") == true)
    }

    @Test func aShortJumpLeavesNothingToAcknowledge() {
        let jump = [bed(0, 30)] + (1...30).map { bed($0, 150, .uncertain(.outOfRange), .atLeast) }
        let back = (31...91).map { bed($0, 30) }
        #expect(box(jump + back).isEmpty)
        let lasting = [bed(0, 30)] + (1...62).map { bed($0, 150, .uncertain(.outOfRange), .atLeast) }
        #expect(box(lasting + (63...200).map { bed($0, 30) }).map { $0.over != nil } == [true])
    }

    @Test func aRestartRemembersTheJump() throws {
        var rules = facility(AnyPoint.carbon, channels: [bed]).after([bed(0, 30)])
        for second in 1...61 {
            rules = try rules.restarted().after([bed(second, 150, .uncertain(.outOfRange), .atLeast)])
            guard second >= 6 else { continue }
            #expect(rules.findings(of: "carbon.temperature").map(\.latches) == [second == 61])
        }
    }

    /// What lies at the top of one range may lie within the other; the limit may just be reached.
    @Test(arguments: [(84.0, "b/1/bedTemperature"), (83, "b/1/bedTemperature"), (80, "b/1/bedTemperature/range")])
    func onlyALimitWithinTheRangeIsJudged(top: Double, cause: String) {
        let channel = Channel(DeviceID("b/1"), .bedTemperature, range: 0...top)
        let rules = facility(AnyPoint.carbon, channels: [channel])
            .after((0...90).map { bed($0, top, .uncertain(.outOfRange), .atLeast) })
        #expect(rules.findings(of: "carbon.temperature").map(\.cause) == [cause])
        #expect(rules.findings(of: "carbon.temperature").map(\.level) == [top < 83 ? .grey : .red])
    }

    /// Case A8: TSP 1500 µg/m³ on a station of 0 to 1000, fume 14 mg/m³ on 0 to 10, and their neighbours.
    @Test(arguments: AnyPoint.all, doubts) func whatIsAtTheTopIsAtLeastTheTop(point: AnyPoint, quality: Quality) throws
    {
        let top = point.reading(2 * point.limit, quality, .atLeast)
        let rules = point.rules(["p1": ""], range: 0...2 * point.limit).after(
            point.events(0...point.minutes + 1, [("p1", top)]))
        let finding = try #require(rules.judged(by: point.rule).first)
        #expect((finding.level, finding.bound) == (point.level, .atLeast))
        #expect(finding.text.zh.contains("不低于"))
        #expect(finding.text.en.contains("at least"))
    }

    @Test(arguments: AnyPoint.all) func aTopBelowTheLimitIsNotJudged(point: AnyPoint) {
        guard point.quantity != .pm10 else { return }
        let top = point.reading(point.limit - point.step, .uncertain(.outOfRange), .atLeast)
        let rules = point.rules(["p1": ""], range: 0...point.limit - point.step).after(
            point.events(0...point.minutes + 1, [("p1", top)]))
        #expect(!point.isOver(rules))
        let range = rules.findings(of: point.rule).filter { $0.what == "range" }
        #expect(range.map(\.level) == [.grey])
        #expect(range.map(\.device) == [DeviceID("p1")])
    }

    /// A cut cable may read as the bottom: it says nothing of what is below a limit, nor does any mean with it.
    @Test(arguments: AnyPoint.all, [Bound.atMost, .atLeast]) func aBoundClearsNothing(point: AnyPoint, bound: Bound) {
        let value = bound == .atMost ? point.limit / 10 : point.limit / 2
        let over = point.events(0...point.minutes, [("p1", point.reading(2 * point.limit))])
        let bounds = point.events(
            point.minutes + 1...3 * point.minutes + 30, [("p1", point.reading(value, .uncertain(.outOfRange), bound))])
        let rules = point.rules(["p1": ""]).after(over + bounds)
        #expect(rules.judged(by: point.rule).map { $0.over == nil } == [true])
    }

    /// One bound in each interval is enough to keep its mean from clearing, and the finding shows what was over.
    @Test(arguments: AnyPoint.all.filter { $0.minutes > 1 && $0.quantity != .humidity })
    func aMeanWithABoundInItClearsNothing(point: AnyPoint) {
        let over = point.events(0...point.minutes, [("p1", point.reading(2 * point.limit))])
        let mixed = (point.minutes + 1...3 * point.minutes).flatMap { minute in
            point.events(minute...minute, [("p1", point.reading(point.limit / 2))])
                + [sample(minute * 60 + 30, of: "p1", point.reading(0.6 * point.limit, .good, .atLeast))]
        }
        let rules = point.rules(["p1": ""]).after(over + mixed)
        #expect(point.isOver(rules, at: "p1"))
        for finding in rules.judged(by: point.rule) { #expect(finding.figure ?? 0 > finding.limit ?? 0) }
    }

    /// The other side: no pressure drop beside a running fan.
    @Test(arguments: [(Bound.atMost, [Finding.Level.red]), (.atLeast, [])])
    func theBottomOfTheRangeShowsABypass(bound: Bound, levels: [Finding.Level]) {
        let point = AnyPoint.all[0]
        let low = point.reading(0, .uncertain(.outOfRange), bound)
        let rules = point.rules(["p1": ""], range: 0...3000).after(point.events(0...11, [("p1", low)]))
        #expect(rules.judged(by: "carbon.bypass").map(\.level) == levels)
    }
}
