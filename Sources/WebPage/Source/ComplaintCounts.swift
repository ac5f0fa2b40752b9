public import Facilities

/// The complaints of the last 30 days at a complaint point.
public struct ComplaintCounts: Hashable, Sendable {
    /// The number of complaints that came in.
    public var received: Int
    /// The number of received ones that were answered.
    public var answered: Int
    /// The number of received ones that were closed.
    public var closed: Int

    public init(received: Int, answered: Int, closed: Int) {
        (self.received, self.answered, self.closed) = (received, answered, closed)
    }

    /// Counts the records of a complaint point since a time. Answers to complaints that came in before that time do
    /// not count.
    public init(_ records: [Record], since: Timestamp) {
        let recent = records.filter { $0.at >= since }
        func ids<Step: OfComplaint>(_: Step.Type) -> Set<String> {
            Set(recent.compactMap { ($0.body as? Step)?.id })
        }
        let received = ids(Complaint.self)
        // An answer to an earlier complaint does not count.
        self.init(
            received: received.count, answered: ids(AnsweredComplaint.self).intersection(received).count,
            closed: ids(ClosedComplaint.self).intersection(received).count)
    }

    /// The counts in a sentence, in both languages.
    public var text: Text {
        Text(
            zh: "近30天：收到\(received)件，答复\(answered)件，办结\(closed)件",
            en: "The last 30 days: \(received) received, \(answered) answered, \(closed) closed")
    }
}
