import Facilities
import Testing

@testable import Rules

/// What of a facility may have to do with a complaint.
@Suite struct RelevanceTests {
    private let window = start - .hours(6)..<start

    private func status(_ kind: Facility.Kind, _ light: Light = .red, judged: [String] = ["fume.limit"]) -> Status {
        Status(
            code: code, kind: kind, name: "一号", light: light, since: start, asOf: start, findings: [], next: nil,
            last: nil, judged: judged)
    }

    private func finding(
        _ rule: String, _ level: Finding.Level = .red, place: String = "", figure: Double? = nil,
        of unit: PhysicalUnit = .one
    ) -> Finding {
        let limit = Limit("x", 2, unit, source: "s", verified: true)
        let channel = Channel(DeviceID("b/1"), .fume, place: place)
        return Finding(
            rule: rule, cause: rule, of: channel, level: level, since: start - .hours(9), figure: figure, limit: limit,
            text: Text(zh: "", en: ""))
    }

    /// From and until in minutes before the complaint.
    private func held(_ finding: Finding, _ from: Int = 540, _ until: Int = 0) -> Held {
        Held(finding, from: start - .minutes(from), until: start - .minutes(until))
    }

    private func lines(
        _ kind: Facility.Kind, _ category: ComplaintCategory?, _ held: [Held], judged: [String] = ["fume.limit"]
    ) -> [Evidence.Line]? {
        Evidence.OfFacility(
            status(kind, judged: judged), held: held, in: window, category: category, readings: []
        )?.lines
    }

    private func sentences(_ kind: Facility.Kind, _ category: ComplaintCategory?, _ held: [Held]) -> [String]? {
        lines(kind, category, held)?.map { $0.sentence(of: code, hours: 6).zh }
    }

    @Test(arguments: [
        (ComplaintCategory.fume, ["fume-purifier"]), (.odour, ["activated-carbon", "fume-purifier"]),
        (.dust, ["dust-site"]), (.smoke, ["nonroad-machinery"]), (.noise, ["dust-site"]),
        (.other, ["activated-carbon", "dust-site", "fume-purifier", "nonroad-machinery"]),
    ]) func theCategoryDecidesWhichFacilitiesMayHaveToDoWithIt(category: ComplaintCategory, kinds: [String]) {
        let relevant = Facility.Kind.allCases.filter { lines($0, category, []) != nil }
        #expect(relevant.map(\.rawValue).sorted() == kinds)
        #expect(Facility.Kind.allCases.filter { lines($0, nil, []) != nil }.count == 4)
    }

    @Test(arguments: ComplaintCategory.allCases) func everyRuleOfItIsInTheBookAndNoneIsPaper(
        category: ComplaintCategory
    ) {
        let papers = ["carbon.record", "carbon.waste", "carbon.quality", "machinery.registration", "machinery.test"]
        for kind in Facility.Kind.allCases {
            let names = (Relevance(category).parts(of: kind) ?? []).map(\.rule)
            let book = RuleTable.rules(of: kind).map(\.name)
            #expect(Set(names).isSubset(of: book) && Set(names).isDisjoint(with: papers), "\(kind)")
        }
    }

    @Test func paperworkIsNoEvidence() {
        let papers = ["carbon.record", "carbon.waste", "carbon.quality"].map { held(finding($0)) }
        #expect(lines(.activatedCarbon, .odour, papers, judged: ["carbon.pressure"]) == [])
    }

    @Test func whatFallsDueIsNoneEitherAndWhatIsOverdueIs() {
        #expect(lines(.fumePurifier, .fume, [held(finding("fume.cleaning", .yellow))]) == [])
        #expect(sentences(.fumePurifier, .fume, [held(finding("fume.cleaning"))]) == ["投诉前6小时内，\(code)清洗逾期"])
    }

    @Test func noiseHasNothingToDoWithDust() {
        let both = [held(finding("dust.noise")), held(finding("dust.tsp"))]
        #expect(lines(.dustSite, .noise, both)?.map(\.rule) == ["dust.noise"])
        #expect(lines(.dustSite, .dust, both)?.map(\.rule) == ["dust.tsp"])
    }

    @Test func aLineSaysHowLongItHeldWithinTheWindow() {
        let off = finding("fume.purifierOff", place: "东侧")
        #expect(sentences(.fumePurifier, .fume, [held(off, 55, 20)]) == ["投诉前6小时内，\(code)（东侧）净化器停机35分钟"])
        // Of nine hours six are within; two stretches add up.
        #expect(lines(.fumePurifier, .fume, [held(off)])?.map(\.minutes) == [360])
        #expect(lines(.fumePurifier, .fume, [held(off, 300, 280), held(off, 65, 20)])?.map(\.minutes) == [65])
    }

    @Test func aMeasuredAmountStandsBesideItsLimit() {
        let over = finding("fume.limit", figure: 2.6134, of: .milligramPerCubicMetre)
        #expect(
            sentences(.fumePurifier, .fume, [held(over, 125)])
                == ["投诉前6小时内，\(code)油烟超限2小时5分钟（2.61 mg/m3，限值2 mg/m3）"])
    }

    @Test func redComesBeforeYellowAndThenWhatWasNearest() {
        let all = [
            held(finding("fume.fouling", .yellow)), held(finding("fume.limit"), 200, 100),
            held(finding("fume.purifierOff"), 90, 30), held(finding("data.silent", .grey)),
        ]
        let rules = lines(.fumePurifier, .fume, all)?.map(\.rule)
        #expect(rules == ["fume.purifierOff", "fume.limit", "fume.fouling", "data.silent"])
    }

    /// A kitchen whose purifier nobody measures is not cleared by having no finding.
    @Test func whereNothingIsJudgedThatIsSaid() throws {
        let unseen = try #require(
            Evidence.OfFacility(
                status(.fumePurifier, .grey, judged: ["fume.cleaning"]), held: [], in: window, category: .fume,
                readings: []))
        #expect(unseen.isUnjudged && !unseen.isFaulty)
        #expect(unseen.lines?.map { $0.sentence(of: code, hours: 6).zh } == ["\(code)：相关项目无法判断"])
        let paper = Evidence.OfFacility(
            status(.fumePurifier, .grey), held: [held(finding("fume.cleaning", .grey))], in: window, category: .fume,
            readings: [])
        #expect(paper?.isUnjudged == false)
    }

    @Test func aLineRefersToItsFindingAndHasItsFigures() throws {
        let over = finding("fume.limit", place: "东侧", figure: 2.613_412_345, of: .milligramPerCubicMetre)
        let line = try #require(lines(.fumePurifier, .fume, [held(over, 55, 20)])?.first)
        var expected = Evidence.Line(
            rule: "fume.limit", cause: "fume.limit", level: .red, minutes: 35, last: start - .minutes(20))
        (expected.figure, expected.limit, expected.unit) = (2.61341, 2, .milligramPerCubicMetre)
        expected.place = "东侧"
        #expect(line == expected)
        // What still held when the complaint came in has no end.
        #expect(lines(.fumePurifier, .fume, [held(over)])?.first?.last == nil)
    }

    /// Of what was measured only what the rules look at that may have to do with it.
    @Test func onlyFiguresThatMayHaveToDoWithItAreKept() {
        let readings = [Quantity.temperature, .fume, .noise, .purifierCurrent].map {
            Evidence.Figure(quantity: $0, unit: .one, mean: 1.234_567_89, maximum: 0.001_234_567_89)
        }
        func figures(_ kind: Facility.Kind, _ category: ComplaintCategory) -> [Evidence.Figure]? {
            Evidence.OfFacility(status(kind), held: [], in: window, category: category, readings: readings)?.readings
        }
        #expect(Set(figures(.fumePurifier, .fume)?.map(\.quantity) ?? []) == [.fume, .purifierCurrent])
        #expect(figures(.dustSite, .noise)?.map(\.quantity) == [.noise])
        #expect(figures(.dustSite, .noise)?.first?.mean == 1.23457)
        #expect(figures(.dustSite, .noise)?.first?.maximum == 0.001_234_57)
        #expect(figures(.dustSite, .dust)?.contains { $0.quantity == .noise } == false)
    }

    @Test func aFacilityThatHasNothingToDoWithItIsNoEvidence() {
        let all = [held(finding("carbon.record")), held(finding("carbon.pressure"))]
        #expect(lines(.activatedCarbon, .fume, all) == nil)
    }

    /// An entry of a later version may have a rule that this one does not know.
    @Test func aRuleThatNobodyKnowsIsNamed() {
        let line = Evidence.Line(rule: "fume.new", level: .red, minutes: 5)
        #expect(line.sentence(of: code, hours: 6).en == "in the 6 h before the complaint, \(code): fume.new for 5 min")
    }

    @Test func theWorstFacilityComesFirstAndOneInOrderLast() throws {
        func around(_ lines: Evidence.Line...) -> Evidence.OfFacility {
            Evidence.OfFacility(code: code, kind: .fumePurifier, light: .green, lines: lines)
        }
        let red = around(Evidence.Line(rule: "fume.limit", level: .red, minutes: 1))
        let ended = around(Evidence.Line(rule: "fume.limit", level: .red, minutes: 9, last: start))
        let yellow = around(Evidence.Line(rule: "fume.fouling", level: .yellow, minutes: 9))
        let grey = around(Evidence.Line(rule: "data.silent", level: .grey, minutes: 9))
        let all = [around(), grey, yellow, ended, red]
        #expect(all.sorted(by: Evidence.OfFacility.isWorse) == [red, ended, yellow, grey, around()])
    }
}
