import Facilities

/// A state of equipment that counts when it has lasted, and the time at which it was last seen, up to which a finding
/// counts.
struct LastingState: Codable, Hashable, Sendable {
    var hold = Hold()
    var seen: Timestamp?
}
