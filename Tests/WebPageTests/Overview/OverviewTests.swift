import Facilities
import Testing

@testable import WebPage

/// The overview as a value: noon of Tuesday, 24 November 2026.
@Suite struct OverviewTests {
    private let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)

    private static func kitchen(
        _ number: Int, _ light: Light, group: String = "", due: String? = nil, kind: Facility.Kind = .fumePurifier
    ) -> ListedFacility {
        let next = due.map { NextStep(.cleanPurifier, due: Day($0)!) }
        let detail = FacilityDetail.facility(
            Facility.Code("NJ320104F\(1000 + number)")!, kind, "\(number)号厨房", light, next: next)
        return ListedFacility(detail.status, group: group)
    }

    private let site = [
        kitchen(5, .red, group: "三楼美食广场", due: "2026-11-29"), kitchen(1, .green, due: "2026-11-30"),
        kitchen(4, .yellow, group: "一楼", due: "2026-10-29"), kitchen(2, .red, group: "三楼美食广场"),
        kitchen(3, .grey, kind: .activatedCarbon),
    ].grouped

    private func view(_ address: [String: String], language: Language = .zh) -> OverviewView {
        var time = time
        time.language = language
        return OverviewView(site, OverviewQuery { address[$0] }, notice: nil, site: "商场", time: time)
    }

    private func codes(_ view: OverviewView) -> [Int] {
        view.rows.matches(of: /\/q\/NJ320104F100([0-9])/).compactMap { Int($0.1) }
    }

    @Test func groupsStandInTheOrderInWhichTheyAreNamedAndTheirFacilitiesToo() {
        let view = view([:])
        #expect(codes(view) == [5, 2, 4, 1, 3])
        let headings = view.rows.matches(of: /<h2>([^ ]+)[ ]/).map { String($0.1) }
        #expect(headings == ["三楼美食广场", "一楼", "其他"])
        #expect(view.rows.contains(#"aria-label="超标或逾期 2">✖2</span></h2>"#), "\(view.rows)")
    }

    @Test func aSiteWithoutGroupsHasNoHeading() {
        let facilities = [Self.kitchen(2, .red), Self.kitchen(1, .green)]
        let view = OverviewView(facilities, notice: nil, site: "", time: time)
        #expect(!view.rows.contains("<h2>") && codes(view) == [2, 1])
    }

    @Test func theOrderIsTheSameWhateverTheLightsAre() {
        let orders = [Light.red, .green, .grey].map { light in
            let facilities = (1...5).map { Self.kitchen($0, $0 == 4 ? light : .green) }
            return codes(OverviewView(facilities, notice: nil, site: "", time: time))
        }
        #expect(orders == [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [1, 2, 3, 4, 5]])
    }

    @Test func everyLightIsCountedTheWorstFirst() {
        let lights = view([:]).lights
        #expect(lights.map(\.text) == ["2", "1", "1", "1"])
        #expect(lights.map(\.url) == ["/?light=red", "/?light=yellow", "/?light=grey", "/?light=green"])
        #expect(lights.allSatisfy { !$0.isChosen })
    }

    @Test(arguments: [
        (["light": "red"], [5, 2]), (["kind": "activated-carbon"], [3]), (["due": "week"], [5, 4]),
        (["light": "red", "due": "week"], [5]), (["light": "green", "kind": "activated-carbon"], []),
        (["light": "red", "kind": "fume-purifier", "due": "week"], [5]),
    ]) func whatIsChosenIsShownInTheSameOrder(address: [String: String], shown: [Int]) {
        let view = view(address)
        #expect(codes(view) == shown)
        #expect(view.shown == "显示 \(shown.count) 个，共 5 个")
        #expect(view.isEmpty == shown.isEmpty)
    }

    @Test func aCountSaysWhatATapWouldShowBesideWhatIsChosen() {
        let view = view(["due": "week"])
        #expect(view.lights.map(\.text) == ["1", "1", "0", "0"])
        #expect(view.lights.map(\.url) == ["/?light=red&due=week", "/?light=yellow&due=week", nil, nil])
        #expect(view.due == .init(url: "/", isChosen: true, mark: nil, text: "本周到期 2"))
    }

    @Test func aTapOnWhatIsChosenTakesItAwayAlsoWhereNothingIsLeft() {
        let view = view(["light": "green", "kind": "activated-carbon"])
        #expect(view.lights.first { $0.isChosen }?.url == "/?kind=activated-carbon")
        #expect(view.lights.first { $0.isChosen }?.text == "0")
        #expect(view.kinds.map(\.isChosen) == [true, false])
        #expect(view.kinds.map(\.url) == ["/?light=green", "/?light=green&kind=fume-purifier"])
    }

    @Test func oneKindAloneIsNoChoice() {
        #expect(OverviewView([Self.kitchen(1, .red)], notice: nil, site: "", time: time).kinds.isEmpty)
    }

    @Test(arguments: [
        ["light": "blue"], ["kind": "fumePurifier"], ["due": "month"], ["light": "red", "kind": "<script>"],
    ]) func anUnknownFilterIsNamedAndEverythingIsShown(address: [String: String]) {
        let view = view(address)
        #expect(codes(view) == [5, 2, 4, 1, 3] && view.shown == nil)
        let unknown = address.first { $0.value != "red" }!
        #expect(view.problem == "没有这样的筛选：\(unknown.key)=\(unknown.value)。下面是全部设施。")
    }

    /// 2026-11-24 is a Tuesday.
    @Test(arguments: [
        ("2026-11-23T16:00:00Z", "2026-11-29"), ("2026-11-22T15:59:59Z", "2026-11-22"),
        ("2026-11-22T16:00:00Z", "2026-11-29"), ("1969-12-29T00:00:00Z", "1970-01-04"),
    ]) func aWeekEndsOnSunday(now: String, sunday: String) {
        let time = PageTime(now: Timestamp(now)!, utcOffset: 28_800, language: .zh)
        #expect(time.endOfWeek == Day(sunday)!)
    }

    @Test(arguments: [
        ("2026-12-03", Light.green, "清洗 12月3日前", "cleaning by 3 December", false),
        ("2027-01-03", .green, "清洗 2027年1月3日前", "cleaning by 3 January 2027", false),
        ("2026-11-24", .yellow, "清洗 今天", "cleaning today", false),
        ("2026-11-24", .red, "清洗 立即", "cleaning now", false),
        ("2026-10-29", .red, "清洗 10月29日，已逾期", "cleaning was due 29 October", true),
    ]) func aStepSaysByWhenItIsDue(day: String, light: Light, zh: String, en: String, isOverdue: Bool) {
        for (language, text) in [(Language.zh, zh), (.en, en)] {
            var time = time
            time.language = language
            let words = DueWords(NextStep(.cleanPurifier, due: Day(day)!), light, time)
            #expect((words.text, words.isOverdue) == (text, isOverdue))
        }
    }

    /// What instruments see by themselves has no day after which it is overdue.
    @Test func whatNobodyEntersIsToBeDoneAtOnceAlsoTheDayAfter() {
        let words = DueWords(NextStep(.switchOnPurifier, due: Day("2026-11-22")!), .red, time)
        #expect((words.text, words.isOverdue) == ("开净化器 立即", false))
    }

    @Test func everyActHasShortWordsOfItsOwn() {
        for action in NextStep.Action.allCases {
            #expect(1...5 ~= action.short.zh.count && 1...15 ~= action.short.en.count, "\(action)")
        }
    }

    @Test func aPointSaysHowManyComplaintsWaitAndHowManyForTooLong() {
        func waiting(_ number: Int, _ level: Finding.Level) -> Finding {
            Finding(
                rule: "complaint.answer", cause: "\(number)", level: level, since: FixedSource.noon - .days(2),
                limit: Limit("answer", 24, .hour, source: "s", verified: false), text: Text(zh: "x", en: "x"))
        }
        let detail = FacilityDetail.facility(
            FacilityDetail.pointCode, .complaintPoint, "东入口", .red,
            findings: [waiting(1, .red), waiting(2, .yellow), waiting(3, .yellow)])
        let row = OverviewRows(time: time).row(detail.status)
        #expect(row.contains("答复逾期2天") && row.contains("3件，逾期1件"), "\(row)")
    }

    @Test func whatSomebodyWorksOnAndWhatIsNotMonitoredHaveMarksOfTheirOwn() {
        let silent = Finding(
            rule: "data.silent", cause: "maintenance", level: .grey, since: FixedSource.noon - .minutes(5),
            limit: Limit("x", 1, .one, source: "s", verified: false), text: Text(zh: "x", en: "x"))
        var work = FacilityDetail.adsorber(.grey, findings: [silent]).status
        #expect(FacilityMark(work).symbol == "Ⅱ" && FacilityMark(work).look == "work")
        #expect(OverviewRows(time: time).row(work).contains("维护或校准中"))
        work.findings[0].cause = ""
        #expect(FacilityMark(work).symbol == "?" && FacilityMark(work).look == "grey")
        work.notJudged = [
            NotJudged(
                rule: "carbon.pressure", reason: .noInstrument, text: Text(zh: "x", en: "x"),
                what: [Text(zh: "压差", en: "pressure")], blocks: true)
        ]
        #expect(FacilityMark(work).look == "grey unmonitored" && FacilityMark(work).title.zh == "未监测：压差")
    }

    @Test func aScreenOnTheWallKeepsItsChoiceAndReadsItAgain() {
        let wall = view(["kiosk": "", "light": "red"])
        #expect(wall.isKiosk && wall.liveURL == "/?light=red&kiosk" && wall.lights[1].url == "/?light=yellow&kiosk")
        // Facilities would appear and go under a thumb.
        #expect(view(["light": "red"]).liveURL == nil && view([:]).liveURL == "/")
        #expect(view(["light": "red"]).kioskURL == "/?light=red&kiosk")
    }

    /// What was made before is shown only where making it again gives the same.
    @Test func aRowIsMadeAgainWhenAnythingThatItShowsHasChanged() {
        let (made, noon) = (MadeRows(), time)
        var status = FacilityDetail.adsorber(next: NextStep(.replaceCarbon, due: Day("2026-11-25")!)).status
        func isRight(_ time: PageTime, isNew: Bool) -> Bool {
            var count = 0
            let row = made.row(status, time) {
                count += 1
                return OverviewRows(time: time).row(status)
            }
            return row == OverviewRows(time: time).row(status) && (count == 1) == isNew
        }
        #expect(isRight(noon, isNew: true) && isRight(noon, isNew: false))
        status.asOf = FixedSource.noon + .seconds(1)
        #expect(isRight(noon, isNew: false))
        var later = noon
        later.now = noon.now + .hours(11)
        #expect(isRight(later, isNew: false))
        later.now = noon.now + .hours(12)
        #expect(isRight(later, isNew: true), "it is due today")
        later.language = .en
        #expect(isRight(later, isNew: true) && isRight(later, isNew: false))
        for change in [
            { $0.name = "2#箱" }, { $0.light = .grey }, { $0.findings[0].since = FixedSource.noon - .days(3) },
            { $0.next = nil }, { $0.since = FixedSource.noon }, { $0.findings = [] },
        ] as [(inout Status) -> Void] {
            change(&status)
            #expect(isRight(later, isNew: true) && isRight(later, isNew: false))
        }
    }

    @Test func theTimeIsThatOfTheOldestThatIsShown() {
        var old = Self.kitchen(1, .green)
        old.status.asOf = FixedSource.noon - .minutes(3)
        let view = OverviewView([old, Self.kitchen(2, .green)], notice: nil, site: "", time: time)
        #expect(view.at == "2026-11-24 11:57:00")
    }

    /// Its filters, the tables, the ledger, the facilities and, for a technician, the lines.
    @Test(arguments: [false, true]) func everyLinkOfTheFirstPageLeadsToAPage(isSignedIn: Bool) async throws {
        let technician = Operator(name: "周工", role: .technician, since: FixedSource.noon - .days(9))
        try await Site.serve(FixedSource(), door: TestDoor([(technician, pin: "123456")])) { site in
            let cookie = isSignedIn ? try await site.signIn("周工", "123456") : ""
            let page = try await site.get("/", cookie: cookie).body
            let links = Set(page.matches(of: /href="([^"]+)"/).map { String($0.1).replacing("&amp;", with: "&") })
            #expect(links.count >= 5, "\(links)")
            #expect(links.contains("/bus") == isSignedIn, "\(links)")
            for link in links {
                let status = try await site.get(link.hasPrefix("/") ? link : "/" + link, cookie: cookie).status
                #expect(status == 200, "\(link)")
            }
        }
    }

    @Test func whatANameSaysIsNeverRun() {
        var facility = Self.kitchen(1, .red, group: "<i>'\"&")
        facility.status.name = "<script>&"
        let rows = OverviewView([facility], notice: nil, site: "", time: time).rows
        #expect(rows.contains("&lt;script&gt;&amp;") && rows.contains("&lt;i&gt;&#39;&quot;&amp;"))
        #expect(!rows.contains("<script>") && !rows.contains("<i>"))
    }
}
