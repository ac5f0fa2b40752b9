import Facilities
import Foundation
import TestSupport
import Testing

@testable import WebPage

/// The last 30 days, of lights and of grades.
@Suite struct StripTests {
    static let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)
    static let today = Day("2026-11-24")!

    static func account(
        _ day: Day, _ lights: [String: Double] = ["green": 24], coverage: Double? = 1,
        counters: [String: [String: Double]] = [:]
    ) -> Account {
        Account(day: day, running: nil, lights: lights, coverage: coverage, counters: counters, limits: [:])
    }

    static func history(_ accounts: [Account], today: CountedDay? = nil) -> FacilityHistory {
        let entries = accounts.enumerated().map { index, account in
            KeptEntry(
                sequence: Int64(index + 1), facility: FacilityDetail.code,
                time: (account.day + 1).start(utcOffset: 28_800), .account(account))
        }
        return FacilityHistory(entries.reversed(), today: today)
    }

    private func strip(_ history: FacilityHistory, isByLedger: Bool = false) -> DayStrip {
        DayStrip(
            DayStrip.looks(history, isByLedger: isByLedger, Self.time), history, of: FacilityDetail.code, Self.time)
    }

    @Test func itHasThirtyDaysInOrderWhateverIsKept() {
        var random = SplitMix(seed: 7)
        for count in [0, 1, 29, 30, 31, 400] {
            let days = (0..<count).map { Self.today + -$0 }.shuffled(using: &random)
            let cells = strip(Self.history(days.map { Self.account($0) })).cells
            #expect(cells.map(\.day) == (0..<30).map { Self.today + ($0 - 29) })
            #expect(cells.map(\.isToday) == [Bool](repeating: false, count: 29) + [true])
            #expect(cells.filter { $0.look == "green" }.count == min(count, 30))
            #expect(Set(cells.map(\.label)).count == 30 && cells.allSatisfy { !$0.label.isEmpty })
        }
    }

    @Test func ofTwoAccountsOfADayTheNewerCounts() {
        let history = Self.history([Self.account(Self.today + -1, ["red": 24]), Self.account(Self.today + -1)])
        #expect(strip(history).cells[28].look == "green")
    }

    @Test func todayIsWhatWasSeenSoFar() {
        let today = CountedDay(Self.today, hours: [.green: 12], coverage: 1, passed: 12)
        #expect(strip(Self.history([], today: today)).cells[29].look == "green")
        let yesterday = CountedDay(Self.today + -1, hours: [.green: 24], coverage: 1)
        #expect(
            strip(Self.history([], today: yesterday)).cells.allSatisfy { $0.look == "empty" || $0.day < Self.today })
    }

    /// A count in words for who does not see the picture.
    @Test func theCountsAddUpToThirty() {
        let accounts = (1...20).map { Self.account(Self.today + -$0) } + [Self.account(Self.today + -25, ["red": 1])]
        let looks = DayStrip.looks(Self.history(accounts), isByLedger: false, Self.time)
        let text = StripView.counts(looks.map { $0.look })
        #expect(text.zh.contains("正常20天") && text.zh.contains("超标或逾期1天") && text.zh.contains("没有数据9天"), "\(text.zh)")
        #expect(text.en.contains("in order: 20 d") && text.en.contains("no data: 9 d"), "\(text.en)")
    }

    @Test func thirtyDaysWithoutAnythingAreOneSentence() throws {
        func view(_ accounts: [Account]) -> StripView? {
            StripView(FacilityDetail.adsorber().status, Self.history(accounts), isMeasured: false, time: Self.time)
        }
        let nothing = try #require(view([]))
        #expect(nothing.stripSVG == nil && nothing.stripText == "近30天没有数据。")
        let one = try #require(view([Self.account(Self.today + -29)]))
        #expect(one.stripSVG != nil && one.stripText.contains("没有数据29天"))
    }

    @Test func eachCellIsALinkWithANameOfItsOwn() {
        let svg = strip(Self.history([Self.account(Self.today + -1)])).svg
        #expect(svg.components(separatedBy: "<a href=").count == 31)
        #expect(
            svg.contains(#"href="/q/NJ320104C000018/day/2026-11-23" class="green" aria-label="11月23日：正常：绿灯24小时""#),
            "\(svg)")
        #expect(svg.contains(#"class="empty today" aria-label="11月24日（今天）"#))
        #expect(svg.contains(#"fill="url(#none-days)""#) && svg.contains(#"<pattern id="none-days""#))
        #expect(!svg.contains("style="), "The policy of the page forbids styles within it")
    }

    // MARK: Grades

    @Test func gradesComeFromTheAccountsAndTheNewestFromNow() {
        let counters = { (day: Int, grade: Assessment.Grade?) in
            ["dust.grade": GradedDay(Self.today + day, grade, score: grade == nil ? nil : 88).counters]
        }
        let accounts = [
            Self.account(Self.today + -3, counters: counters(-4, .b)),
            Self.account(Self.today + -2, counters: counters(-3, nil)),
            Self.account(Self.today + -1, counters: counters(-2, .d)),
        ]
        let newest = Assessment(
            day: Self.today + -1, score: 95, grade: .a, parts: [], measures: Text(zh: "", en: ""), source: "",
            verified: false)
        let grades = GradeStrip(Self.history(accounts), newest: newest, today: Self.today)
        #expect(grades.grades.count == 30)
        #expect(grades.grades.suffix(5).map { $0?.grade } == [.b, nil, .d, .a, nil])
        #expect(grades.counts.zh.hasPrefix("A 1天，B 1天，D 1天，没有评级27天（本站自评"), "\(grades.counts.zh)")
        let cells = grades.strip(of: FacilityDetail.code, Self.time).cells
        #expect(cells.suffix(5).map(\.symbol) == ["B", "–", "D", "A", "–"])
    }

    @Test(
        arguments: [["gradedDay": 1e300], ["gradedDay": .infinity], ["gradedDay": 20_000.5], ["grade": 1], [:]]
            as [[String: Double]])
    func countersThatAreNoGradeAreNone(counters: [String: Double]) {
        #expect(GradedDay(Self.account(Self.today, counters: ["dust.grade": counters])) == nil)
    }

    @Test(arguments: [0, 5, -1, 1.5, 1e300] as [Double]) func aGradeThatIsNoneIsNone(grade: Double) {
        let account = Self.account(Self.today, counters: ["dust.grade": ["gradedDay": 20_000, "grade": grade]])
        #expect(GradedDay(account)?.grade == nil && GradedDay(account)?.day.number == 20_000)
    }
}
