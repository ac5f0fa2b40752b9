import Facilities
import Testing

@testable import Rules

@Suite struct ComplaintAnswerTests {
    private let complaint = record(Complaint(id: "7", text: "油烟", category: .fume))

    private func levels(_ events: [Event], _ settings: ComplaintSettings = .init()) -> [Finding.Level] {
        var rules = facility(.complaintPoint(settings))
        return rules.levels(of: "complaint.answer", after: events)
    }

    @Test(arguments: [(0, Finding.Level.yellow), (1, .red)])
    func aComplaintIsAnsweredWithinADay(seconds: Int, level: Finding.Level) {
        #expect(levels([.tick(start), complaint, tick(afterHours: 24, seconds: seconds)]) == [level])
    }

    @Test func anAnswerEndsIt() {
        let answer = record(AnsweredComplaint(id: "7", text: ""), afterHours: 2)
        #expect(levels([.tick(start), complaint, answer, tick(afterHours: 40)]) == [])
    }

    @Test func eachComplaintHasADeadlineOfItsOwn() {
        let other = record(Complaint(id: "8", text: "异味"), afterHours: 10)
        #expect(levels([.tick(start), complaint, other, tick(afterHours: 30)]) == [.red, .yellow])
    }

    @Test func theSameComplaintTwiceIsOne() {
        #expect(levels([.tick(start), complaint, complaint]) == [.yellow])
    }

    @Test func aComplaintThatIsEnteredLateIsLateAtOnce() {
        let late = record(Complaint(id: "8", text: ""), afterHours: -25)
        #expect(levels([.tick(start), late]) == [.red])
    }

    @Test func aCategoryMayHaveHoursOfItsOwn() {
        let settings = ComplaintSettings(categories: [.fume: .init(answer: 4), .dust: .init(close: 8)])
        #expect(levels([.tick(start), complaint, tick(afterHours: 4)], settings) == [.yellow])
        #expect(levels([.tick(start), complaint, tick(afterHours: 4, seconds: 1)], settings) == [.red])
        let dust = record(Complaint(id: "8", text: "", category: .dust))
        #expect(levels([.tick(start), dust, tick(afterHours: 24)], settings) == [.yellow])
    }

    @Test func aLimitOfTheSiteTakesThePlaceOfTheDefault() {
        var rules = facility(.complaintPoint(ComplaintSettings()), limits: ["answer": Measure(1, .day)])
        #expect(rules.levels(of: "complaint.answer", after: [complaint]) == [.yellow])
        #expect(rules.finding(of: "complaint.answer")?.verified == false)
    }

    /// In at 10:00; of 8:00 to 17:00, seven hours are left today and three of tomorrow's count.
    @Test(arguments: [(25, 0, Finding.Level.yellow), (25, 1, .red)])
    func onlyServiceHoursCount(hours: Int, seconds: Int, level: Finding.Level) throws {
        let settings = ComplaintSettings(categories: [.fume: .init(answer: 10)], serviceHours: 8 * 3600..<17 * 3600)
        var rules = facility(.complaintPoint(settings))
        let events = [.tick(start), complaint, tick(afterHours: hours, seconds: seconds)]
        #expect(rules.levels(of: "complaint.answer", after: events) == [level])
        let finding = try #require(rules.finding(of: "complaint.answer"))
        #expect(finding.text.zh.hasSuffix("（只计08:00–17:00）"))
        #expect(finding.figure.map { $0 >= 10 } == true)
        #expect(rules.status.next == NextStep(.answerComplaint, due: Day("2026-11-24")!))
    }

    @Test func aDeadlineThatFillsTheDayEndsWithItsServiceHours() {
        let settings = ComplaintSettings(categories: [.fume: .init(answer: 7)], serviceHours: 8 * 3600..<17 * 3600)
        #expect(levels([.tick(start), complaint, tick(afterHours: 7)], settings) == [.yellow])
        #expect(levels([.tick(start), complaint, tick(afterHours: 7, seconds: 1)], settings) == [.red])
    }

    @Test func anIdThatIsOpenCannotBeUsedAgain() throws {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        guard case .record(let record) = complaint else { return }
        #expect(rules.problems(with: record).isEmpty)
        _ = rules.consider(complaint)
        let problem = try #require(rules.problems(with: record).first)
        #expect(problem.field == "id")
        #expect(problem.text.zh.contains("已登记"))
    }

    @Test func anAnswerToNoComplaintIsRefused() {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        let answer = Record(at: start, by: "王", AnsweredComplaint(id: "8", text: ""))
        #expect(rules.problems(with: answer).map(\.text.zh) == ["没有未办结的投诉8（id）；未办结：目前没有"])
        _ = rules.consider(complaint)
        #expect(rules.problems(with: answer).map(\.text.en) == ["no complaint 8 is open (id); open: 7"])
        let right = Record(at: start, by: "王", AnsweredComplaint(id: "7", text: ""))
        #expect(rules.problems(with: right).isEmpty)
    }

    @Test func whatIsPromisedForAllIsTheLongestOfAll() {
        func promise(_ settings: ComplaintSettings) -> ComplaintPromise? {
            ComplaintPromise(of: Facility(code: code, name: "投诉点", settings: .complaintPoint(settings)))
        }
        let plain = promise(ComplaintSettings())
        #expect(plain?.answerHours == 24 && plain?.closeHours == 168 && plain?.note.zh == "")
        let settings = ComplaintSettings(
            categories: [.fume: .init(answer: 2), .dust: .init(answer: 48)], serviceHours: 8 * 3600..<17 * 3600)
        #expect(promise(settings)?.answerHours == 48)
        #expect(promise(settings)?.note.zh == "（只计08:00–17:00）")
    }
}
