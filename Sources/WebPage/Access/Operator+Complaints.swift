import Facilities

extension Operator {
    /// Whether the person answers complaints, and therefore may read them and see their photographs.
    var answersComplaints: Bool { AnsweredComplaint.kind.roles.contains(role) }
}
