import Facilities
import Testing

@testable import Rules

/// What the first hours of a filling say of it, beside those of earlier ones.
@Suite struct ThinFillingTests {
    private static let usual = AdsorberBox(900, flow: 8000, current: 12)
    private static let all: AdsorberBox.Instruments = [.flow, .current]

    private func rules(_ events: [Event], limits: [String: Measure] = [:]) -> FacilityRules {
        facility(AnyPoint.carbon, limits: limits).after(events)
    }

    private func thin(_ rules: FacilityRules) -> [Finding] {
        rules.findings(of: "carbon.bypass").filter { $0.what == "thin" }
    }

    /// A filling every twenty hours, which runs for ten of them.
    private func fillings(_ boxes: AdsorberBox..., minutes: Int = 600) -> [Event] {
        boxes.enumerated().flatMap { index, box in
            let first = index * 1440
            let isLast = index == boxes.count - 1
            return [record(CarbonReplacement(mass: 1000), afterHours: index * 24)]
                + box.minutes(first..<first + (isLast ? minutes : 600))
        }
    }

    @Test(arguments: [
        (AdsorberBox(540, flow: 8000, current: 12), false), (AdsorberBox(539, flow: 8000, current: 12), true),
        (AdsorberBox(540, current: 12), false), (AdsorberBox(539, current: 12), true),
        (AdsorberBox(539, current: 10.2), true), (AdsorberBox(540), false), (AdsorberBox(539), true),
        // More air by the same pressure: 1.25 times of the air, 675 Pa would be 60 % of what that gives at least.
        (AdsorberBox(676, flow: 10_000), false), (AdsorberBox(674, flow: 10_000), true),
        // A slower fan, by the air or by the current, is no thin bed.
        (AdsorberBox(300, flow: 4000, current: 4), false), (AdsorberBox(300, current: 10.1), false),
    ]) func aFillingIsThinUnder60PercentOfTheEarlierResistance(box: AdsorberBox, isThin: Bool) {
        let instruments: AdsorberBox.Instruments = [
            box.flow == nil ? [] : .flow, box.current == nil ? [] : .current,
        ]
        let found = thin(rules(fillings(Self.usual.with(instruments), box)))
        #expect(found.map(\.level) == (isThin ? [.yellow] : []), "\(found.map(\.text.zh))")
    }

    @Test(arguments: [(480, false), (481, true)]) func itIsJudgedAfterEightHours(minutes: Int, isThin: Bool) {
        let after = rules(fillings(Self.usual, AdsorberBox(400, flow: 9000, current: 13), minutes: minutes))
        #expect(thin(after).isEmpty != isThin)
        #expect(thin(after).allSatisfy { $0.since == start + .hours(32) && $0.cause == "b/1/pressureDrop/thin" })
    }

    @Test func itSaysWhatWasSeen() {
        let after = rules(fillings(Self.usual, AdsorberBox(400, flow: 9000, current: 13)))
        #expect(
            thin(after).map(\.text.zh) == [
                "换炭后最初8小时运行压差400 Pa，以往换炭后为900 Pa，风量由8000升到9000 m³/h，电流未降，阻力不足以往的60%：炭层可能装填偏薄，或旁路未关严"
            ])
        #expect(after.steps["carbon.bypass"]?.action == .checkAdsorber)
        let alone = thin(rules(fillings(AdsorberBox(900), AdsorberBox(400))))
        #expect(alone.map { $0.text.zh.hasSuffix("；或风机可能变慢（频率、皮带），或风阀关小") } == [true])
    }

    @Test func withoutAnEarlierFillingNothingIsSaid() {
        #expect(thin(rules(fillings(AdsorberBox(400, flow: 9000)))).isEmpty)
        // What was seen before is no first hours of new carbon.
        let old = Self.usual.minutes(0..<600)
        let filled = record(CarbonReplacement(mass: 1000), afterHours: 24)
        let low = AdsorberBox(400, flow: 9000, current: 13)
        #expect(thin(rules(old + [filled] + low.minutes(1440..<2040))).isEmpty)
    }

    @Test func aFillingThatWasSeenLaterThanAWeekIsNoMeasure() {
        let filled = record(CarbonReplacement(mass: 1000))
        let next = record(CarbonReplacement(mass: 1000), afterHours: 400)
        func after(_ hours: Int) -> FacilityRules {
            rules(
                [filled] + Self.usual.minutes(hours * 60..<hours * 60 + 600) + [next]
                    + AdsorberBox(400, flow: 9000, current: 13).minutes(24_000..<24_600))
        }
        #expect(thin(after(168)).count == 1)
        #expect(thin(after(169)).isEmpty)
    }

    @Test func theBestOfTheEarlierOnesIsTheMeasure() {
        let low = AdsorberBox(560, flow: 8000, current: 12)
        // 62 % of the best is not thin, and does not become the measure.
        #expect(thin(rules(fillings(Self.usual, low, AdsorberBox(530, flow: 8000, current: 12)))).count == 1)
        // A filling of fine carbon neither: 900 Pa would be 45 % of it.
        #expect(thin(rules(fillings(Self.usual, AdsorberBox(2000, flow: 8000, current: 12), Self.usual))).isEmpty)
    }

    @Test func newCarbonEndsIt() {
        let low = AdsorberBox(400, flow: 9000, current: 13)
        #expect(thin(rules(fillings(Self.usual, low, Self.usual, minutes: 10))).isEmpty)
    }

    @Test func whoPutItRightHasItMeasuredAgain() {
        let low = AdsorberBox(400, flow: 9000, current: 13)
        let noted = record(Rectification(rule: "carbon.bypass"), afterHours: 36)
        let events = fillings(Self.usual, low) + [noted]
        #expect(thin(rules(events)).isEmpty)
        #expect(thin(rules(events + low.minutes(2160..<2641))).count == 1)
        #expect(thin(rules(events + Self.usual.minutes(2160..<2641))).isEmpty)
    }

    @Test func theSecondPartOfAFillingIsNoFillingOfItsOwn() {
        let low = AdsorberBox(400, flow: 9000, current: 13)
        let first = record(CarbonReplacement(mass: 500))
        let second = record(CarbonReplacement(mass: 500), afterHours: 10)
        let events = [first] + Self.usual.minutes(0..<600) + [second] + low.minutes(600..<1200)
        #expect(thin(rules(events)).isEmpty)
    }

    @Test func aLostSensorIsNoHourOfOperation() {
        let low = AdsorberBox(400, flow: 9000, current: 13)
        let lost = AdsorberBox(nil, flow: 9000, current: 13)
        let events =
            fillings(Self.usual, low, minutes: 240) + lost.minutes(1680..<1920) + low.minutes(1920..<2160)
        #expect(thin(rules(events)).isEmpty)
        #expect(thin(rules(events + low.minutes(2160..<2170))).count == 1)
    }

    @Test func aStandingFanIsNoHourOfOperation() {
        let low = AdsorberBox(400, flow: 9000, current: 13)
        let still = AdsorberBox(2, flow: 0, current: 0)
        let events =
            fillings(Self.usual, low, minutes: 240) + still.minutes(1680..<1920, fan: 0) + low.minutes(1920..<2155)
        #expect(thin(rules(events)).isEmpty)
        #expect(thin(rules(events + low.minutes(2155..<2165))).count == 1)
    }

    @Test func aRestartHalfWayChangesNothing() throws {
        let events = fillings(Self.usual, AdsorberBox(400, flow: 9000, current: 13))
        let whole = thin(rules(events))
        for cut in [300, 601, 602, 900, 1100] {
            let after = try rules(Array(events[..<cut])).restarted().after(Array(events[cut...]))
            #expect(thin(after) == whole)
        }
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        let events = fillings(Self.usual, AdsorberBox(700, flow: 8000, current: 12), minutes: 300)
        let limits = ["thinFilling": Measure(80, .percent), "baselineHours": Measure(4, .hour)]
        #expect(thin(rules(events, limits: limits)).count == 1)
    }

    @Test func ofTwoBoxesOnlyTheThinOneIsFound() {
        func boxes(_ range: Range<Int>, _ first: Double, _ second: Double) -> [Event] {
            range.flatMap { minute in
                AdsorberBox(first, flow: 8000, current: 12).minutes(minute..<minute + 1, of: "p1")
                    + [sample(minute * 60, of: "p2", Reading(.pressureDrop, second, .pascal))]
            }
        }
        let filled = [0, 24].map { record(CarbonReplacement(mass: 1000), afterHours: $0) }
        let after = rules([filled[0]] + boxes(0..<600, 900, 700) + [filled[1]] + boxes(1440..<2040, 900, 350))
        #expect(thin(after).map(\.device) == [DeviceID("p2")])
    }
}
