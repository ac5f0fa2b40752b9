import Facilities

/// A finding that a rule returned after an event.
struct Found: Sendable {
    var finding: Finding
    /// Whether a date gives its begin. Otherwise a finding that continues began when it was first raised.
    var isDated = false
}
