public import Facilities

/// A complaint from its arrival to its end, with what everybody may see of it.
public struct ComplaintCourse: Hashable, Sendable {
    /// The number that the person who complained was given: `20261128-004217`.
    public var number: String
    /// The complaint point at which it was made.
    public var code: Facility.Code
    /// The name of that complaint point.
    public var point: String
    /// The subject of the complaint; nil if none was chosen.
    public var category: ComplaintCategory?
    /// The steps so far in order of time. The first is the arrival.
    public var steps: [Step]
    /// The time by which the site promises an answer; nil once it is answered.
    public var answerDue: Timestamp?
    /// The time by which the site promises to close it; nil once it is closed.
    public var closeDue: Timestamp?
    /// The rating by the person who complained; nil if there is none.
    public var rating: ComplaintRating.Rating?

    public init(
        number: String, code: Facility.Code, point: String, category: ComplaintCategory?, steps: [Step],
        answerDue: Timestamp? = nil, closeDue: Timestamp? = nil, rating: ComplaintRating.Rating? = nil
    ) {
        (self.number, self.code, self.point, self.category) = (number, code, point, category)
        (self.steps, self.answerDue, self.closeDue, self.rating) = (steps, answerDue, closeDue, rating)
    }

    /// One step of the course, such as the answer.
    public struct Step: Hashable, Sendable {
        public var at: Timestamp
        /// The state that began with this step.
        public var state: State
        /// The answer, the result, or the office to which it was forwarded; nil if the step has no text.
        public var text: String?

        public init(at: Timestamp, _ state: State, text: String? = nil) {
            (self.at, self.state, self.text) = (at, state, text)
        }
    }

    /// The state of a complaint. Which step leads to which is decided by the rules, not here.
    public enum State: String, Hashable, Sendable, CaseIterable {
        case received, inProgress, answered, closed, merged, forwarded, reopened
    }

    /// The present state: that of the last step.
    public var state: State { steps.last?.state ?? .received }
}
