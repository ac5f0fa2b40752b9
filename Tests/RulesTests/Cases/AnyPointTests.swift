import Facilities
import Testing

@testable import Rules

/// Cases A4, A5 and D14: a facility is judged at every point that it is measured at.
@Suite struct AnyPointTests {
    private static let orders = [["p1", "p2"], ["p2", "p1"]]

    private func two(_ point: AnyPoint) -> FacilityRules { point.rules(["p1": "一级箱", "p2": "二级箱"]) }

    /// The first device has one reading, the others have another.
    private func events(
        _ point: AnyPoint, _ minutes: ClosedRange<Int>, _ first: Reading, _ other: Reading, order: [String]
    ) -> [Event] {
        point.events(minutes, order.map { ($0, $0 == "p1" ? first : other) })
    }

    /// Case A4: two pressure sensors in one box, 3000 and 800 Pa, fan on.
    @Test(arguments: orders) func twoPressuresAreJudgedApart(order: [String]) throws {
        let point = AnyPoint.all[0]
        let pressures = events(point, 0...4, point.reading(3000), point.reading(800), order: order)
        let finding = try #require(two(point).after(pressures).judged(by: "carbon.pressure").first)
        #expect((finding.level, finding.since, finding.figure) == (.red, start, 3000))
        #expect((finding.device, finding.place) == (DeviceID("p1"), "一级箱"))
        #expect(finding.text.zh == "一级箱（p1）：压差3000 Pa，超过2500 Pa：吸附箱可能堵塞；或风量过大")
        #expect(finding.text.en.hasPrefix("一级箱（p1）: pressure drop 3000 Pa"))
    }

    /// Case A5: two dust stations at one site, TSP 900 and 60 µg/m³.
    @Test(arguments: orders) func twoDustStationsAreJudgedApart(order: [String]) throws {
        let unit = PhysicalUnit.microgramPerCubicMetre
        let events = (0...15).flatMap { minute in
            order.map { sample(minute * 60, of: $0, Reading(.tsp, $0 == "p1" ? 900 : 60, unit)) }
        }
        let found = facility(.dustSite).after(events).judged(by: "dust.tsp")
        #expect(found.map(\.level) == [.red])
        #expect(found.map(\.device) == [DeviceID("p1")])
        #expect(found.first?.text.zh == "p1：TSP 15分钟均值900 µg/m³，超过500 µg/m³")
    }

    @Test(arguments: AnyPoint.all, orders) func onePointOverItsLimitIsEnough(point: AnyPoint, order: [String]) throws {
        let all = events(
            point, 0...point.minutes, point.reading(point.over), point.reading(point.limit / 2), order: order)
        let found = two(point).after(all).judged(by: point.rule)
        #expect(found.map(\.level) == [point.level])
        let finding = try #require(found.first)
        #expect((finding.device, finding.place) == (DeviceID("p1"), "一级箱"))
        #expect(finding.cause.hasPrefix("p1/\(point.quantity.rawValue)"))
        #expect(finding.text.zh.hasPrefix("一级箱（p1）："))
        #expect(finding.text.en.hasPrefix("一级箱（p1）: "))
    }

    @Test(arguments: AnyPoint.all) func whatIsAtTheLimitIsNotOverItAtAnyPoint(point: AnyPoint) {
        let limit = point.reading(point.limit)
        let all = events(point, 0...point.minutes, limit, limit, order: ["p1", "p2"])
        #expect(!point.isOver(two(point).after(all)))
    }

    @Test(arguments: AnyPoint.all) func eachPointOverItsLimitHasAFindingOfItsOwn(point: AnyPoint) {
        let over = point.reading(point.over)
        let rules = two(point).after(events(point, 0...point.minutes, over, over, order: ["p1", "p2"]))
        #expect(rules.judged(by: point.rule).map(\.device) == [DeviceID("p1"), DeviceID("p2")])
        #expect(Set(rules.judged(by: point.rule).map(\.identity)).count == 2)
    }

    @Test(arguments: AnyPoint.all) func onePointThatIsBackClearsNothingOfAnother(point: AnyPoint) {
        let (over, low) = (point.reading(point.over), point.reading(point.limit / 2))
        let before = events(point, 0...point.minutes, over, over, order: ["p1", "p2"])
        let later = point.minutes + 1...3 * point.minutes + 20
        let rules = two(point).after(before + events(point, later, over, low, order: ["p1", "p2"]))
        #expect(point.isOver(rules, at: "p1"))
        // A hot bed waits for somebody to take note.
        let standing = rules.judged(by: point.rule).filter { $0.device == DeviceID("p2") && $0.over == nil }
        #expect(standing.isEmpty)
    }

    @Test(arguments: AnyPoint.all) func aRestartKeepsThePointsApart(point: AnyPoint) throws {
        var rules = two(point)
        for (index, event) in events(
            point, 0...point.minutes, point.reading(point.over), point.reading(point.limit / 2), order: ["p1", "p2"]
        ).enumerated() {
            if index % 5 == 0 { rules = try rules.restarted() }
            _ = rules.consider(event)
        }
        #expect(point.isOver(rules, at: "p1"))
        #expect(!point.isOver(rules, at: "p2"))
    }

    /// The other point answers nothing, or gives no sample at all.
    @Test(arguments: AnyPoint.all, orders) func aSilentPointHidesNothing(point: AnyPoint, order: [String]) {
        let over = point.reading(point.over)
        let lost = two(point).after(events(point, 0...point.minutes, over, point.lost, order: order))
        #expect(point.isOver(lost, at: "p1"))
        #expect(point.isOver(two(point).after(point.events(0...point.minutes, [("p1", over)])), at: "p1"))
    }

    /// Samples of another bus come late, with earlier times.
    @Test(arguments: AnyPoint.all) func theOrderOfArrivalDoesNotMatter(point: AnyPoint) {
        let events = stride(from: 0, through: point.minutes * 60, by: 20).flatMap { second in
            point.beside(second) + [
                sample(second, of: "p1", point.reading(point.over)),
                sample(second - 15, of: "p2", point.reading(point.limit / 2)),
            ]
        }
        let rules = two(point).after(events)
        #expect(point.isOver(rules, at: "p1"))
        #expect(!point.isOver(rules, at: "p2"))
    }

    /// Without a name for the place the device stands for it; a point that is the only one needs no name.
    @Test func thePlaceIsNamedWhereThereIsSomethingToTellApart() {
        let point = AnyPoint.all[0]
        let over = point.reading(point.over)
        let alone = point.rules(["p1": ""]).after(point.events(0...1, [("p1", over)]))
        #expect(alone.finding(of: point.rule)?.text.zh.hasPrefix("压差2501 Pa") == true)
        let named = point.rules(["p1": "一级箱"]).after(point.events(0...1, [("p1", over)]))
        #expect(named.finding(of: point.rule)?.text.zh.hasPrefix("一级箱：压差2501 Pa") == true)
        let unnamed = point.rules(["p1": "", "p2": ""]).after(point.events(0...1, [("p1", over), ("p2", over)]))
        #expect(unnamed.judged(by: point.rule).map { $0.text.zh.prefix(3) } == ["p1：", "p2："])
    }

    /// Case D14: one controller has the pressures of two boxes, which are two entries of one facility or two facilities.
    @Test func entriesOfOneUnitAreJudgedApart() {
        let point = AnyPoint.all[0]
        let readings = ["p1": point.reading(3000), "p2": point.reading(800)]
        func box(_ devices: KeyValuePairs<String, String>) -> FacilityRules {
            let told = devices.map { ($0.key, readings[$0.key]!) }
            return point.rules(devices).after(point.events(0...1, told))
        }
        #expect(box(["p1": "一级箱", "p2": "二级箱"]).judged(by: point.rule).map(\.device) == [DeviceID("p1")])
        #expect(point.isOver(box(["p1": "一级箱"])))
        #expect(!point.isOver(box(["p2": "二级箱"])))
    }

    /// Case D14: one wind mast is of two sites; what is known of it at one changes nothing at the other.
    @Test func oneMastServesTwoSites() {
        let wind = (0...15).map { sample($0 * 60, of: "mast", Reading(.windSpeed, 3, .metrePerSecond)) }
        let dusty = AnyPoint.all[8]
        func site(_ tsp: Double) -> FacilityRules {
            let events = zip(wind, (0...15).map { sample($0 * 60, of: "d", dusty.reading(tsp)) }).flatMap { [$0, $1] }
            let channels = [
                Channel(DeviceID("mast"), .windSpeed, period: .minutes(1)),
                Channel(DeviceID("d"), .tsp, period: .minutes(1)),
            ]
            return facility(.dustSite, channels: channels).after(events)
        }
        #expect(dusty.isOver(site(900)))
        #expect(!dusty.isOver(site(60)))
        #expect([site(900), site(60)].allSatisfy { $0.findings(of: "data.silent").isEmpty })
    }
}
