import Facilities

/// A finding as a rule gives it after an event.
struct Found: Sendable {
    var finding: Finding
    /// Whether a date says when it began. Otherwise a finding that continues began when it was first raised.
    var isDated = false
}
