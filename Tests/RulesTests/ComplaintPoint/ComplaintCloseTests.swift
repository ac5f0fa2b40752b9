import Facilities
import Rules
import Testing

@Suite struct ComplaintCloseTests {
    private let complaint = record(.complaint(Complaint(id: "7", text: "油烟", category: .fume)))
    private let step = ComplaintStep(id: "7", text: "")

    private func levels(_ events: [Event], _ settings: ComplaintSettings = .init()) -> [Finding.Level] {
        var rules = facility(.complaintPoint(settings))
        return rules.levels(of: "complaint.close", after: events)
    }

    @Test(arguments: [(0, Finding.Level.yellow), (1, .red)])
    func anAnsweredComplaintIsClosedWithinAWeek(seconds: Int, level: Finding.Level) {
        let answer = record(.complaintAnswer(step), afterHours: 2)
        #expect(levels([.tick(start), complaint, answer, tick(afterHours: 168, seconds: seconds)]) == [level])
    }

    @Test(arguments: [(0, [Finding.Level]()), (1, [.red])])
    func oneThatNobodyAnsweredIsAFindingOnlyWhenItIsLate(seconds: Int, expected: [Finding.Level]) {
        #expect(levels([.tick(start), complaint, tick(afterHours: 168, seconds: seconds)]) == expected)
    }

    @Test func aClosedComplaintLeavesTheLightGreen() {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        for event in [.tick(start), complaint, record(.complaintClosing(step), afterHours: 1)] {
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
        let closing = Record(at: start, by: "王", .complaintClosing(step))
        #expect(rules.problems(with: closing).map(\.field) == ["id"])
        _ = rules.consider(complaint)
        #expect(rules.problems(with: closing).isEmpty)
        _ = rules.consider(.record(closing))
        #expect(rules.problems(with: closing).map(\.field) == ["id"])
    }
}
