import Facilities
import Testing

@testable import Rules

@Suite struct CarbonEmissionTests {
    private static let concentration = ["emissionConcentration": Measure(60, .milligramPerCubicMetre)]
    private static let rate = ["emissionRate": Measure(3, .kilogramPerHour)]
    private static let removal = ["emissionRemoval": Measure(90, .percent)]
    private static let all = concentration.merging(rate) { $1 }.merging(removal) { $1 }

    private func rules(_ limits: [String: Measure], _ events: [Event], channels: [Channel] = []) -> FacilityRules {
        facility(AnyPoint.carbon, limits: limits, channels: channels).after(events)
    }

    private func found(_ limits: [String: Measure], _ events: [Event]) -> [Finding] {
        rules(limits, events).judged(by: "carbon.emission")
    }

    private static let milligram = PhysicalUnit.milligramPerCubicMetre

    /// A sample a minute of a range of minutes.
    private func minutes(
        _ range: Range<Int>, in inlet: Reading? = nil, out outlet: Reading?, flow: Reading? = nil, fan: Double? = 1
    ) -> [Event] {
        let readings = [inlet, outlet, flow, fan.map { Reading(.fanState, $0, .one) }].compactMap(\.self)
        return range.map { minute in
            .sample(Sample(device: DeviceID("b/1"), time: start + .minutes(minute), readings: readings))
        }
    }

    /// The same of whole hours, and a sample of the hour after, which tells nothing but that they are over.
    private func hours(
        _ range: Range<Int>, in inlet: Double? = nil, out outlet: Double, flow: Double? = nil, fan: Double? = 1
    ) -> [Event] {
        minutes(
            range.lowerBound * 60..<range.upperBound * 60,
            in: inlet.map { Reading(.vocIn, $0, Self.milligram) }, out: Reading(.vocOut, outlet, Self.milligram),
            flow: flow.map { Reading(.airFlow, $0, .cubicMetrePerHour) }, fan: fan)
            + minutes(
                range.upperBound * 60..<range.upperBound * 60 + 1,
                out: Reading(.vocOut, Self.milligram, bad: .noAnswer), fan: fan)
    }

    // MARK: The three figures

    @Test(arguments: [(60.0, 0), (60.1, 1)]) func theHourlyMeanAtTheOutletIsComparedWithThePermit(
        outlet: Double, count: Int
    ) {
        let found = found(Self.concentration, hours(0..<1, out: outlet))
        #expect(found.map(\.level) == [Finding.Level](repeating: .red, count: count))
        #expect(found.allSatisfy { $0.cause == "concentration" && $0.since == start && $0.figure == outlet })
    }

    @Test(arguments: [(10_000.0, 0), (10_010, 1)]) func theRateIsConcentrationTimesAirVolume(flow: Double, count: Int) {
        let found = found(Self.rate, hours(0..<1, out: 300, flow: flow))
        #expect(found.map(\.cause) == [String](repeating: "rate", count: count))
        #expect(found.allSatisfy { $0.figure == 3.003 && $0.unit == .kilogramPerHour && $0.limit == 3 })
    }

    @Test(arguments: [(10.0, 0), (10.1, 1), (120, 1)]) func theRemovalIsWhatDoesNotComeOutOfWhatGoesIn(
        outlet: Double, count: Int
    ) {
        let found = found(Self.removal, hours(0..<1, in: 100, out: outlet))
        #expect(found.map(\.cause) == [String](repeating: "removal", count: count))
    }

    @Test func eachSaysHowItIsReckoned() {
        let found = found(Self.all, hours(0..<1, in: 1000, out: 400, flow: 10_000))
        #expect(
            found.map(\.text) == [
                Text(
                    zh: "出口VOCs小时均值400 mg/m³，超过许可的60 mg/m³",
                    en: "hourly mean of the VOC at the outlet 400 mg/m³, over the permitted 60 mg/m³"),
                Text(
                    zh: "出口VOCs小时均值400 mg/m³×风量10000 m³/h=4 kg/h，超过许可的3 kg/h",
                    en: "hourly means of 400 mg/m³ at the outlet × 10000 m³/h = 4 kg/h, over the permitted 3 kg/h"),
                Text(
                    zh: "VOCs小时均值出口400、进口1000 mg/m³，去除率60%，低于许可的90%",
                    en:
                        "hourly means of the VOC 400 mg/m³ at the outlet, 1000 mg/m³ at the inlet: 60 % is removed, under the permitted 90 %"
                ),
            ])
        #expect(found.allSatisfy { $0.source == "现场配置 site configuration" })
        let next = rules(Self.all, hours(0..<1, in: 1000, out: 400)).steps["carbon.emission"]
        #expect(next == NextStep(.checkAdsorber, due: Day("2026-11-23")!))
    }

    @Test func anHourWithinThePermitClearsEach() {
        let over = hours(0..<1, in: 1000, out: 400, flow: 10_000)
        #expect(found(Self.all, over + hours(1..<2, in: 1000, out: 50, flow: 10_000)).isEmpty)
        let again = over + hours(1..<2, in: 1000, out: 200, flow: 10_000)
        #expect(found(Self.all, again).map(\.cause) == ["concentration", "removal"])
        #expect(found(Self.all, again).map(\.since) == [start, start])
        #expect(found(Self.all, again).first?.figure == 200)
    }

    @Test func nothingIsFoundBeforeTheHourIsOver() {
        #expect(found(Self.concentration, Array(hours(0..<1, out: 400).dropLast())).isEmpty)
    }

    // MARK: Which are set

    @Test func withoutAPermitNothingIsJudgedAndTheLimitsAreNamed() {
        let rules = rules([:], hours(0..<2, in: 1000, out: 900, flow: 50_000))
        #expect(rules.findings(of: "carbon.emission").isEmpty)
        let missing = rules.status.notJudged.first { $0.rule == "carbon.emission" }
        #expect((missing?.reason, missing?.blocks) == (.noSetting, false))
        for name in ["emissionConcentration", "emissionRate", "emissionRemoval"] {
            #expect(missing?.text.zh.contains(name) == true && missing?.text.en.contains(name) == true)
        }
        let unmeasured = self.rules([:], [sample(0, Reading(.fanState, 1, .one))])
        #expect(unmeasured.status.notJudged.first { $0.rule == "carbon.emission" }?.reason == .noSetting)
    }

    @Test(arguments: [(concentration, "concentration"), (rate, "rate"), (removal, "removal")])
    func onlyWhatIsSetIsJudged(limits: [String: Measure], cause: String) {
        let events = hours(0..<1, in: 1000, out: 900, flow: 50_000)
        #expect(found(limits, events).map(\.cause) == [cause])
        #expect(rules(limits, events).status.judged.contains("carbon.emission"))
    }

    @Test func whatIsSetAndNotMeasuredIsNamedWhileTheOthersAreJudged() {
        let rules = rules(Self.all, hours(0..<1, in: 1000, out: 400))
        #expect(rules.judged(by: "carbon.emission").map(\.cause) == ["concentration", "removal"])
        let missing = rules.status.notJudged.first { $0.rule == "carbon.emission" }
        #expect((missing?.reason, missing?.what.map(\.zh)) == (.noInstrument, ["风量"]))
    }

    @Test func theBureausFileMayBringThePermit() {
        var site = Facility(code: code, name: "", settings: AnyPoint.carbon)
        site.bureau["emissionConcentration"] = BureauFigure(
            Measure(50, Self.milligram), source: "宁环许", clause: "表2", verified: true)
        let rules = FacilityRules(for: site).after(hours(0..<1, out: 55))
        let finding = rules.finding(of: "carbon.emission")
        #expect((finding?.level, finding?.source, finding?.verified) == (.red, "宁环许", true))
        #expect(rules.loosened.isEmpty)
        site.limits["emissionConcentration"] = Measure(60, Self.milligram)
        #expect(FacilityRules(for: site).loosened.map(\.limit) == ["emissionConcentration"])
    }

    // MARK: What an hour needs

    @Test(arguments: [(44, 0), (45, 1)]) func anHourWantsFortyFiveMinutes(count: Int, findings: Int) {
        let events = minutes(0..<count, out: Reading(.vocOut, 90, Self.milligram))
        #expect(found(Self.concentration, events + hours(1..<2, out: 1).prefix(1)).count == findings)
    }

    @Test(arguments: [(44, 0), (45, 1)]) func onlyWhileTheFanRuns(running: Int, findings: Int) {
        let outlet = Reading(.vocOut, 90, Self.milligram)
        let events = minutes(0..<running, out: outlet) + minutes(running..<61, out: outlet, fan: 0)
        #expect(found(Self.concentration, events).count == findings)
    }

    @Test func withoutASignalOfTheFanItIsJudgedAllTheTime() {
        #expect(found(Self.concentration, hours(0..<1, out: 90, fan: nil)).count == 1)
    }

    @Test func littleAtTheInletSaysNothingOfTheRemoval() {
        #expect(found(Self.removal, hours(0..<1, in: 9.9, out: 5)).isEmpty)
        #expect(found(Self.removal, hours(0..<1, in: 10, out: 5)).count == 1)
        let over = hours(0..<1, in: 100, out: 50)
        #expect(found(Self.removal, over + hours(1..<2, in: 2, out: 0.1)).count == 1)
    }

    @Test func inletAndOutletMayBeDifferentDevices() {
        let events = (0...61).flatMap { minute in
            [
                sample(minute * 60, of: "in", Reading(.vocIn, 100, Self.milligram)),
                sample(minute * 60 + 20, of: "out", Reading(.vocOut, 60.5, Self.milligram)),
                sample(minute * 60 + 40, of: "air", Reading(.airFlow, 50_000, .cubicMetrePerHour)),
                sample(minute * 60 + 50, of: "fan", Reading(.fanState, 1, .one)),
            ]
        }
        #expect(found(Self.all, events).map(\.cause) == ["concentration", "rate", "removal"])
    }

    @Test(arguments: [(Combination.max, 1), (.mean, 0)]) func severalOutletsAreOneFigure(
        combination: Combination, count: Int
    ) {
        var site = Facility(code: code, name: "", settings: AnyPoint.carbon, limits: Self.concentration)
        site.combine = [.vocOut: combination]
        let events = (0...61).flatMap { minute in
            [
                sample(minute * 60, of: "a", Reading(.vocOut, 80, Self.milligram), Reading(.fanState, 1, .one)),
                sample(minute * 60 + 1, of: "b", Reading(.vocOut, 20, Self.milligram)),
            ]
        }
        #expect(FacilityRules(for: site).after(events).judged(by: "carbon.emission").count == count)
    }

    // MARK: Bounds

    private func bounded(
        _ outlet: Bound = .exact, _ other: Bound = .exact, in inlet: Double = 100, out: Double, flow: Double = 10_000
    ) -> [Event] {
        minutes(
            0..<61, in: Reading(.vocIn, inlet, Self.milligram, bound: other),
            out: Reading(.vocOut, out, Self.milligram, bound: outlet),
            flow: Reading(.airFlow, flow, .cubicMetrePerHour, bound: other))
    }

    @Test(arguments: [
        (Bound.exact, 1), (.atLeast, 1), (.atMost, 0),
    ]) func aConcentrationOfAtLeastSoMuchCanBeOver(bound: Bound, count: Int) {
        let found = found(Self.concentration, bounded(bound, out: 90))
        #expect(found.count == count)
        #expect(found.allSatisfy { $0.bound == bound })
        if bound == .atLeast { #expect(found.first?.text.zh == "出口VOCs小时均值不低于90 mg/m³，超过许可的60 mg/m³") }
    }

    @Test(arguments: [
        (Bound.exact, Bound.exact, 1), (.atLeast, .exact, 1), (.exact, .atLeast, 1), (.atLeast, .atLeast, 1),
        (.atMost, .exact, 0), (.exact, .atMost, 0), (.atMost, .atLeast, 0), (.atLeast, .atMost, 0),
    ]) func aRateOfAtLeastSoMuchCanBeOver(outlet: Bound, flow: Bound, count: Int) {
        #expect(found(Self.rate, bounded(outlet, flow, out: 400)).count == count)
    }

    /// More may have come out, or less gone in: then less is removed than what was measured tells.
    @Test(arguments: [
        (Bound.exact, Bound.exact, 1), (.atLeast, .exact, 1), (.exact, .atMost, 1), (.atLeast, .atMost, 1),
        (.exact, .atLeast, 0), (.atMost, .exact, 0), (.atMost, .atLeast, 0), (.atLeast, .atLeast, 0),
    ]) func aRemovalOfAtMostSoMuchCanBeUnder(outlet: Bound, inlet: Bound, count: Int) {
        let found = found(Self.removal, bounded(outlet, inlet, out: 20))
        #expect(found.count == count)
        #expect(found.allSatisfy { ($0.bound == .exact) == (outlet == .exact && inlet == .exact) })
    }

    @Test(arguments: [Bound.atLeast, .atMost]) func aBoundClearsNothing(bound: Bound) {
        let over = hours(0..<1, in: 1000, out: 400, flow: 10_000)
        let within = minutes(
            61..<121, in: Reading(.vocIn, 1000, Self.milligram, bound: bound),
            out: Reading(.vocOut, 1, Self.milligram, bound: bound),
            flow: Reading(.airFlow, 1000, .cubicMetrePerHour, bound: bound))
        #expect(found(Self.all, over + within).map(\.cause) == ["concentration", "rate", "removal"])
    }

    // MARK: What is missing

    @Test func beforeTheFirstHourItIsNotJudgedYet() {
        let first = rules(Self.concentration, hours(0..<1, out: 5).dropLast())
        #expect(first.findings(of: "carbon.emission").map(\.level) == [.grey])
        #expect(rules(Self.concentration, hours(0..<1, out: 5)).findings(of: "carbon.emission").isEmpty)
        let standing = rules(Self.concentration, hours(0..<2, out: 5, fan: 0))
        #expect(standing.findings(of: "carbon.emission").isEmpty)
    }

    /// A fan that stood for a day does not make the last hour old.
    @Test func hoursInWhichTheFanStandsAreNotMissed() {
        let night = hours(1..<12, out: 1, fan: 0)
        let rules = rules(Self.concentration, hours(0..<1, out: 5) + night + hours(12..<13, out: 5).prefix(30))
        #expect(rules.findings(of: "carbon.emission").isEmpty)
    }

    @Test func aLostOutletIsGreyAndDoesNotClearTheFinding() {
        let lost = Reading(.vocOut, Self.milligram, bad: .noAnswer)
        let rules = rules(Self.concentration, hours(0..<1, out: 90) + minutes(61..<240, out: lost))
        #expect(rules.findings(of: "carbon.emission").filter { $0.level == .red }.map(\.cause) == ["concentration"])
        #expect(rules.findings(of: "carbon.emission").contains { $0.cause == "b/1/vocOut/silent" })
    }

    @Test func anOutletThatEndsBeforeThePermitIsNotJudged() {
        let channels = [
            Channel(DeviceID("b/1"), .vocOut, range: 0...50), Channel(DeviceID("b/1"), .fanState),
        ]
        let top = minutes(0..<121, out: Reading(.vocOut, 50, Self.milligram, bound: .atLeast))
        let found = rules(Self.concentration, top, channels: channels).findings(of: "carbon.emission")
        #expect(found.allSatisfy { $0.level == .grey } && found.contains { $0.cause == "b/1/vocOut/range" })
    }

    // MARK: Restarts

    @Test func theHourIsCountedOverARestart() throws {
        var rules = facility(AnyPoint.carbon, limits: Self.all)
        for (index, event) in hours(0..<1, in: 1000, out: 400, flow: 10_000).enumerated() {
            if index % 7 == 0 { rules = try rules.restarted() }
            _ = rules.consider(event)
        }
        #expect(rules.judged(by: "carbon.emission").map(\.cause) == ["concentration", "rate", "removal"])
        let within = hours(1..<2, in: 1000, out: 5, flow: 10_000)
        #expect(try rules.restarted().after(within).judged(by: "carbon.emission").isEmpty)
    }
}
