import Facilities

extension Operator {
    /// Whether the person answers complaints, and therefore may read them and see their photographs.
    var answersComplaints: Bool { AnsweredComplaint.kind.roles.contains(role) }

    /// Whether the person may see and suspend lines.
    var tendsBuses: Bool { role == .technician }

    /// Whether the person may see the inspector's screen, which shows data that are not public.
    var inspects: Bool { [.owner, .inspector].contains(role) }
}
