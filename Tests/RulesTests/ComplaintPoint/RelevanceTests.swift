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
        _ kind: Facility.Kind, _ category: Complaint.Category?, _ held: [Held], judged: [String] = ["fume.limit"]
    ) -> [Evidence.Line]? {
        Evidence.OfFacility(
            status(kind, judged: judged), held: held, in: window, category: category, readings: []
        ).lines
    }

    @Test(arguments: [
        (Complaint.Category.fume, ["fume-purifier"]), (.odour, ["activated-carbon", "fume-purifier"]),
        (.dust, ["dust-site"]), (.smoke, ["nonroad-machinery"]), (.noise, ["dust-site"]),
        (.other, ["activated-carbon", "dust-site", "fume-purifier", "nonroad-machinery"]),
    ]) func theCategoryDecidesWhichFacilitiesMayHaveToDoWithIt(category: Complaint.Category, kinds: [String]) {
        let relevant = Facility.Kind.allCases.filter { lines($0, category, []) != nil }
        #expect(relevant.map(\.rawValue).sorted() == kinds)
        #expect(Facility.Kind.allCases.filter { lines($0, nil, []) != nil }.count == 4)
    }

    @Test(arguments: Complaint.Category.allCases) func everyRuleOfItIsInTheBookAndNoneIsPaper(
        category: Complaint.Category
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
        #expect(lines(.fumePurifier, .fume, [held(finding("fume.cleaning"))])?.map(\.text.zh) == ["投诉前6小时内，一号清洗逾期"])
    }

    @Test func noiseHasNothingToDoWithDust() {
        let both = [held(finding("dust.noise")), held(finding("dust.tsp"))]
        #expect(lines(.dustSite, .noise, both)?.map(\.rule) == ["dust.noise"])
        #expect(lines(.dustSite, .dust, both)?.map(\.rule) == ["dust.tsp"])
    }

    @Test func aLineSaysHowLongItHeldWithinTheWindow() {
        let off = finding("fume.purifierOff", place: "东侧")
        #expect(lines(.fumePurifier, .fume, [held(off, 55, 20)])?.map(\.text.zh) == ["投诉前6小时内，一号（东侧）净化器停机35分钟"])
        // Of nine hours six are within; two stretches add up.
        #expect(lines(.fumePurifier, .fume, [held(off)])?.map(\.minutes) == [360])
        #expect(lines(.fumePurifier, .fume, [held(off, 300, 280), held(off, 65, 20)])?.map(\.minutes) == [65])
    }

    @Test func aMeasuredAmountStandsBesideItsLimit() {
        let over = finding("fume.limit", figure: 2.6134, of: .milligramPerCubicMetre)
        #expect(
            lines(.fumePurifier, .fume, [held(over, 125)])?.map(\.text.zh)
                == ["投诉前6小时内，一号油烟超限2小时5分钟（2.61 mg/m3，限值2 mg/m3）"])
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
    @Test func whereNothingIsJudgedThatIsSaid() {
        let unseen = Evidence.OfFacility(
            status(.fumePurifier, .grey, judged: ["fume.cleaning"]), held: [], in: window, category: .fume, readings: []
        )
        #expect(unseen.isUnjudged && !unseen.isFaulty)
        #expect(unseen.lines?.map(\.text.zh) == ["一号：相关项目无法判断"])
        let paper = Evidence.OfFacility(
            status(.fumePurifier, .grey), held: [held(finding("fume.cleaning", .grey))], in: window, category: .fume,
            readings: [])
        #expect(!paper.isUnjudged)
    }

    @Test func evidenceKeepsEveryFindingWhateverIsRelevant() {
        let all = [held(finding("carbon.record")), held(finding("carbon.pressure"))]
        let box = Evidence.OfFacility(
            status(.activatedCarbon), held: all, in: window, category: .fume, readings: [])
        #expect(box.findings.map(\.rule) == ["carbon.record", "carbon.pressure"])
        #expect(box.lines == nil && !box.isRelevant && !box.isFaulty && !box.isUnjudged)
    }
}
