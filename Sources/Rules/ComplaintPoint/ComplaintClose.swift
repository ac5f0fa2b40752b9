import Facilities

/// 南京“码上办”: every complaint is closed in time, counted from its arrival. The time is our own default; a site may set
/// other hours for a category, and the hours of the day that count. There is a finding after the answer, or after the
/// deadline: until then `complaint.answer` shows what is due.
struct ComplaintClose: Rule {
    static let id = "complaint.close"
    static let colour = RuleClass.duty
    static let judges = Text(zh: "投诉是否按时办结", en: "whether complaints are closed in time")

    var state = OpenComplaints()
    private let deadline: ComplaintDeadline

    init(_ settings: ComplaintSettings, of facility: Facility) {
        deadline = Self.deadline(settings, of: facility)
    }

    static func deadline(_ settings: ComplaintSettings, of facility: Facility) -> ComplaintDeadline {
        ComplaintDeadline(
            .ownDefault("close", 168, .hour, in: 1...8760, looser: .above, addressee: .bureau), settings, of: facility,
            hours: \.close)
    }

    var limits: [Limit] { deadline.limits }

    mutating func consider(_ seen: Observed) -> Verdict {
        state.take(seen)
        let due = state.all.filter { $0.isAnswered || deadline.isOver($0, at: seen.now) }
        let findings = due.map { deadline.finding(Self.id, $0, Text(zh: "办结", en: "closed"), at: seen.now) }
        return Verdict(findings, next: deadline.next(.closeComplaint, of: state.all))
    }

    func problem(with record: Record) -> RecordProblem? {
        switch record.body {
        case let step as ClosedComplaint: state.problem(withStepOf: step.id)
        case let progress as ComplaintProgress: state.problem(with: progress)
        case let rating as ComplaintRating: state.problem(with: rating)
        default: nil
        }
    }
}
