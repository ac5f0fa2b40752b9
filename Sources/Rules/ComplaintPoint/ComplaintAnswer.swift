import Facilities

/// 南京“码上办”: every complaint is answered in time. The time is our own default; a site may set other hours for a
/// category, and the hours of the day that count.
struct ComplaintAnswer: Rule {
    static let id = "complaint.answer"
    static let colour = RuleClass.duty
    static let judges = Text(zh: "投诉是否按时答复", en: "whether complaints are answered in time")

    var state = OpenComplaints()
    private let deadline: ComplaintDeadline

    init(_ settings: ComplaintSettings, of facility: Facility) {
        deadline = Self.deadline(settings, of: facility)
    }

    static func deadline(_ settings: ComplaintSettings, of facility: Facility) -> ComplaintDeadline {
        ComplaintDeadline(
            .ownDefault("answer", 24, .hour, in: 1...2160, looser: .above, addressee: .bureau), settings, of: facility,
            hours: \.answer)
    }

    var limits: [Limit] { deadline.limits }

    private var unanswered: [OpenComplaints.Open] { state.all.filter { !$0.isAnswered } }

    mutating func consider(_ seen: Observed) -> Verdict {
        state.take(seen)
        let findings = unanswered.map {
            deadline.finding(Self.id, $0, Text(zh: "答复", en: "answered"), at: seen.now)
        }
        return Verdict(findings, next: deadline.next(.answerComplaint, of: unanswered))
    }

    func problem(with record: Record) -> RecordProblem? {
        switch record.body {
        case let complaint as Complaint: state.problem(withNew: complaint.id)
        case let step as AnsweredComplaint: state.problem(withStepOf: step.id)
        default: nil
        }
    }
}
