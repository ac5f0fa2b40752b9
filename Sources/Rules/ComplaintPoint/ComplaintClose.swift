public import Facilities

/// 南京“码上办”: every complaint is closed in time, counted from when it came in. How long that may take is our own default;
/// a site may set other hours for a category, and the hours of the day that count. A finding from the answer on, or from
/// when the time is over: until then `complaint.answer` tells what is due.
public struct ComplaintClose: Rule {
    public static let id = "complaint.close"
    public static let colour = RuleClass.duty
    public static let judges = Text(zh: "投诉是否按时办结", en: "whether complaints are closed in time")

    public var state = OpenComplaints()
    private let deadline: ComplaintDeadline

    public init(_ settings: ComplaintSettings, of facility: Facility) {
        deadline = Self.deadline(settings, of: facility)
    }

    static func deadline(_ settings: ComplaintSettings, of facility: Facility) -> ComplaintDeadline {
        ComplaintDeadline(
            .ownDefault("close", 168, .hour, in: 1...8760, looser: .above, addressee: .bureau), settings, of: facility,
            hours: \.close)
    }

    public var limits: [Limit] { deadline.limits }

    public mutating func consider(_ seen: Observed) -> Verdict {
        state.take(seen)
        let due = state.all.filter { $0.isAnswered || deadline.isOver($0, at: seen.now) }
        let findings = due.map { deadline.finding(Self.id, $0, Text(zh: "办结", en: "closed"), at: seen.now) }
        return Verdict(findings, next: deadline.next(.closeComplaint, of: state.all))
    }

    public func problem(with record: Record) -> RecordProblem? {
        switch record.body {
        case let step as ClosedComplaint: state.problem(withStepOf: step.id)
        case let progress as ComplaintProgress: state.problem(with: progress)
        case let rating as ComplaintRating: state.problem(with: rating)
        default: nil
        }
    }
}
