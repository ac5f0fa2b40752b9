public import Facilities

/// By when a complaint at a point is answered and closed, as its rules judge it.
public struct ComplaintPromise: Sendable {
    private let answer: ComplaintDeadline
    private let close: ComplaintDeadline

    /// Nil for a facility of another kind.
    public init?(of facility: Facility) {
        guard case .complaintPoint(let settings) = facility.settings else { return nil }
        answer = ComplaintAnswer.deadline(settings, of: facility)
        close = ComplaintClose.deadline(settings, of: facility)
    }

    /// - Parameter time: when it came in, or was taken up again.
    public func answerDue(_ category: Complaint.Category?, from time: Timestamp) -> Timestamp {
        answer.due(category, from: time)
    }

    public func closeDue(_ category: Complaint.Category?, from time: Timestamp) -> Timestamp {
        close.due(category, from: time)
    }

    /// Hours within which each complaint is answered, whatever it is about.
    public var answerHours: Double { answer.longest }
    /// Hours within which each complaint is closed, whatever it is about.
    public var closeHours: Double { close.longest }
    /// Which hours of the day count, in brackets; empty where all do.
    public var note: Text { answer.note }
}
