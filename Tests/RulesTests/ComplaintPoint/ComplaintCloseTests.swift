import Facilities
import Testing

@testable import Rules

@Suite struct ComplaintCloseTests {
    private let complaint = record(Complaint(id: "7", text: "油烟", category: .fume))
    private let closing = ClosedComplaint(id: "7", text: "")

    private func levels(_ events: [Event], _ settings: ComplaintSettings = .init()) -> [Finding.Level] {
        var rules = facility(.complaintPoint(settings))
        return rules.levels(of: "complaint.close", after: events)
    }

    @Test(arguments: [(0, Finding.Level.yellow), (1, .red)])
    func anAnsweredComplaintIsClosedWithinAWeek(seconds: Int, level: Finding.Level) {
        let answer = record(AnsweredComplaint(id: "7", text: ""), afterHours: 2)
        #expect(levels([.tick(start), complaint, answer, tick(afterHours: 168, seconds: seconds)]) == [level])
    }

    @Test(arguments: [(0, [Finding.Level]()), (1, [.red])])
    func oneThatNobodyAnsweredIsAFindingOnlyWhenItIsLate(seconds: Int, expected: [Finding.Level]) {
        #expect(levels([.tick(start), complaint, tick(afterHours: 168, seconds: seconds)]) == expected)
    }

    @Test func aClosedComplaintLeavesTheLightGreen() {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        for event in [.tick(start), complaint, record(closing, afterHours: 1)] {
            _ = rules.consider(event)
        }
        #expect(rules.status.light == .green)
        #expect(rules.status.next == nil)
    }

    @Test func aCategoryMayHaveHoursOfItsOwn() {
        let settings = ComplaintSettings(categories: [.fume: .init(close: 48)])
        #expect(levels([.tick(start), complaint, tick(afterHours: 48, seconds: 1)], settings) == [.red])
    }

    @Test func aClosingOfNoComplaintIsRefused() {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        let closing = Record(at: start, by: "王", closing)
        #expect(rules.problems(with: closing).map(\.field) == ["id"])
        _ = rules.consider(complaint)
        #expect(rules.problems(with: closing).isEmpty)
        _ = rules.consider(.record(closing))
        #expect(rules.problems(with: closing).map(\.field) == ["id"])
    }

    private func progress(_ state: ComplaintProgress.State, to: String? = nil, afterHours hours: Int) -> Event {
        record(ComplaintProgress(id: "7", state: state, to: to), afterHours: hours)
    }

    private func closed(_ hours: Int) -> Event { record(closing, afterHours: hours) }

    @Test func aReopenedComplaintIsOpenAgain() throws {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        for event in [.tick(start), complaint, closed(1)] { _ = rules.consider(event) }
        rules = try restarted(rules, in: facility(.complaintPoint(ComplaintSettings())))
        guard case .record(let reopened) = progress(.reopened, afterHours: 2) else { return }
        #expect(rules.problems(with: reopened).isEmpty)
        #expect(rules.levels(of: "complaint.answer", after: [.record(reopened)]) == [.yellow])
        #expect(rules.finding(of: "complaint.answer")?.text.zh == "投诉7（重新办理）应在24小时内答复")
        #expect(rules.levels(of: "complaint.answer", after: [closed(3)]) == [])
    }

    @Test func progressIsOfAnOpenComplaintAndSaysWhereItGoes() {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        func problems(_ event: Event) -> [String] {
            guard case .record(let record) = event else { return [] }
            return rules.problems(with: record).map(\.field)
        }
        for state in ComplaintProgress.State.allCases {
            #expect(problems(progress(state, to: "x", afterHours: 0)) == ["id"])
        }
        _ = rules.consider(complaint)
        #expect(problems(progress(.inProgress, afterHours: 1)).isEmpty)
        #expect(problems(progress(.forwarded, afterHours: 1)) == ["to"])
        #expect(problems(progress(.forwarded, to: "12345", afterHours: 1)).isEmpty)
        _ = rules.consider(progress(.forwarded, to: "12345", afterHours: 1))
        #expect(rules.finding(of: "complaint.answer")?.text.zh == "投诉7（已转交）应在24小时内答复")
    }
}
