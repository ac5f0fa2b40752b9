import Facilities
import Rules
import Testing

@Suite struct ComplaintDeadlinesTests {
    private let complaint = record(.complaint(Complaint(id: "7", text: "油烟")))
    private let step = ComplaintStep(id: "7", text: "")

    @Test(arguments: [(0, Finding.Level.yellow), (1, .red)])
    func aComplaintIsAnsweredWithinADay(seconds: Int, level: Finding.Level) {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        let events = [.tick(start), complaint, tick(afterHours: 24, seconds: seconds)]
        #expect(rules.levels(of: "complaint.answer", after: events) == [level])
    }

    @Test(arguments: [(0, Finding.Level.yellow), (1, .red)])
    func anAnsweredComplaintIsClosedWithinAWeek(seconds: Int, level: Finding.Level) {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        let answer = record(.complaintAnswer(step), afterHours: 2)
        let events = [.tick(start), complaint, answer, tick(afterHours: 168, seconds: seconds)]
        #expect(rules.levels(of: "complaint.close", after: events) == [level])
        #expect(rules.levels(of: "complaint.answer", after: []) == [])
    }

    @Test func aClosedComplaintLeavesTheLightGreen() {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        for event in [.tick(start), complaint, record(.complaintClosing(step), afterHours: 1)] {
            _ = rules.consider(event)
        }
        #expect(rules.status.light == .green)
        #expect(rules.status.next == nil)
    }

    @Test func eachComplaintHasADeadlineOfItsOwn() {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        let other = record(.complaint(Complaint(id: "8", text: "异味")), afterHours: 10)
        let events = [.tick(start), complaint, other, tick(afterHours: 30)]
        #expect(rules.levels(of: "complaint.answer", after: events) == [.red, .yellow])
    }

    @Test func theSameComplaintTwiceIsOne() {
        var rules = facility(.complaintPoint(ComplaintSettings()))
        #expect(rules.levels(of: "complaint.answer", after: [.tick(start), complaint, complaint]) == [.yellow])
    }
}
