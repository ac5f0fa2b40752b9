public import Facilities

/// The times by which a complaint at a point is answered and closed, as the point's rules judge them.
public struct ComplaintPromise: Sendable {
    private let answer: ComplaintDeadline
    private let close: ComplaintDeadline

    /// Returns nil for a facility of another kind.
    public init?(of facility: Facility) {
        guard case .complaintPoint(let settings) = facility.settings else { return nil }
        answer = ComplaintAnswer.deadline(settings, of: facility)
        close = ComplaintClose.deadline(settings, of: facility)
    }

    /// Returns the time by which a complaint of a category is answered.
    ///
    /// - Parameter time: The time at which it came in or was reopened.
    public func answerDue(_ category: ComplaintCategory?, from time: Timestamp) -> Timestamp {
        answer.due(category, from: time)
    }

    /// Returns the time by which a complaint of a category is closed.
    ///
    /// - Parameter time: The time at which it came in or was reopened.
    public func closeDue(_ category: ComplaintCategory?, from time: Timestamp) -> Timestamp {
        close.due(category, from: time)
    }

    /// The hours within which each complaint is answered, whatever its category.
    public var answerHours: Double { answer.longest }
    /// The hours within which each complaint is closed, whatever its category.
    public var closeHours: Double { close.longest }
    /// The hours of the day that count, in brackets; empty where all do.
    public var note: Text { answer.note }
}
